-- Figures of one indicator, a dashboard's most frequent question, without a look at any other row or table.
create index summary_figure_by_indicator on summary_figure (indicator, case_study_version_id)
  include (metric_version_id, class, kind, unit, year, amount, approximate, alone, left_out, theme, council_id)
  where shown and indicator is not null;

-- Vectors are about 4 kB. Beside the table each costs a look into a second one, and the planner takes the table for so
-- small that it reads all of it, with all vectors, where the index would name the rows. V029 moves those there are.
alter table case_study_search alter column vector set storage main;
alter table case_study_search set (toast_tuple_target = 8160);
