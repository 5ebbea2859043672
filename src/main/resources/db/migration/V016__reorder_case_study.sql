-- What a draft names several of may change places within one transaction.
alter table case_study_topic
  drop constraint case_study_topic_topic_case_study_version_id_key,
  add unique (topic, case_study_version_id) deferrable initially deferred;

alter table case_study_population
  drop constraint case_study_population_population_case_study_version_id_key,
  add unique (population, case_study_version_id) deferrable initially deferred;

alter table case_study_quality_statement
  drop constraint case_study_quality_statement_quality_statement_case_study_v_key,
  add unique (quality_statement, case_study_version_id) deferrable initially deferred;

alter table case_study_organisation
  drop constraint case_study_organisation_organisation_id_case_study_version__key,
  add unique (organisation_id, case_study_version_id, part) deferrable initially deferred;
