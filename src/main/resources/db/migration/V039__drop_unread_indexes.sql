-- Lists are read from listed_case_study, and nothing reads these any more.
drop index case_study_version_newest;
drop index case_study_version_by_title;
