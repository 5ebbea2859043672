-- Has the trigger of V031 write what is counted of each public version. A transaction of its own: it does not keep
-- anybody from reading. No word is counted again, since none comes or goes.
alter table case_study_search
  disable trigger case_study_search_appears,
  disable trigger case_study_search_changes,
  disable trigger case_study_search_goes;
update case_study_search set is_public = true where is_public;
alter table case_study_search
  enable trigger case_study_search_appears,
  enable trigger case_study_search_changes,
  enable trigger case_study_search_goes;
