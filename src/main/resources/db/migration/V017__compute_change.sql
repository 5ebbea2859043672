-- What the service computes from the figures of a metric, one row a series: how it changed, or why that is not said. It
-- follows from the version alone; what is missing is computed when the service starts.
create table computed_change (
  metric_version_id bigint not null references metric_version on delete cascade,
  position integer not null,
  case_study_version_id bigint not null,
  kind text not null,
  polarity text not null,
  indicator text,
  verdict text check (verdict in ('improved', 'worsened', 'unchanged', 'not-judged')),
  refusal text,
  individual boolean not null,
  unit text not null,
  -- In which the result's period ends, where that is known.
  year integer,
  primary key (metric_version_id, position),
  check ((verdict is null) <> (refusal is null))
);

create index computed_change_by_verdict on computed_change (verdict, metric_version_id) where verdict is not null;

grant select, insert, delete on computed_change to "${serviceRole}";
