-- As V035.
create trigger population_is_placed after insert on case_study_population
  for each row execute function place_shared_groups();
