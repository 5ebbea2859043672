-- Writers wait at once, instead of meeting the index half-way; nobody is kept from reading while this writes.
lock table summary_figure in share row exclusive mode;

with placed as materialized (
  select id, topics_in_short(id) as topics, populations_in_short(id) as populations
  from case_study_version where published_at is not null)
update summary_figure f set topics = p.topics, populations = p.populations
from placed p where p.id = f.case_study_version_id;

-- Figures of one indicator, without a look at any other row or table.
create index summary_figure_of_indicator on summary_figure (indicator, case_study_version_id)
  include (metric_version_id, class, kind, unit, year, amount, approximate, alone, left_out, theme, council_id,
    topics, populations)
  where shown and indicator is not null;

drop index summary_figure_by_indicator;
