-- As V037.
lock table computed_change in share row exclusive mode;

with placed as materialized (
  select id, topics_in_short(id) as topics, populations_in_short(id) as populations
  from case_study_version where published_at is not null)
update computed_change c set topics = p.topics, populations = p.populations
from placed p where p.id = c.case_study_version_id;

-- Changes of one indicator, without a look at any other row or table.
create index computed_change_of_indicator on computed_change (indicator, case_study_version_id)
  include (counted_as, kind, unit, year, theme, council_id, topics, populations)
  where shown and indicator is not null;
