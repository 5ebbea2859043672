-- Topics and populations of a case study beside each of its figures, separated by spaces, so that a summary by them
-- joins nothing. Absent in drafts, whose topics still change, and where they are so many that an index could not hold
-- them: then they are looked up. Triggers keep this true, whoever writes; V037 and V038 fill in what there is.
--
-- One migration for each table, here and in the next ones: whoever writes takes them in an order of its own.
alter table summary_figure add topics text, add populations text;
