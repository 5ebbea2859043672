-- What a summary has to know of an observation: what it is filtered and grouped by, and whether it may enter a sum. It
-- follows from the version alone, as computed_change does.
create table summary_figure (
  metric_version_id bigint not null references metric_version on delete cascade,
  position integer not null,
  role text not null,
  unit text not null,
  individual boolean not null,
  period_first date,
  period_last date,
  dimensions jsonb not null,
  -- Why it never enters a sum; absent where it may.
  left_out text,
  amount numeric,
  approximate boolean not null,
  cumulative boolean not null,
  -- The names of its dimensions, sorted; empty for the whole.
  part text not null,
  -- No other observation of the metric may enter a sum.
  alone boolean not null,
  year integer generated always as (extract(year from period_last)::integer) stored,
  primary key (metric_version_id, position)
);

grant select, insert, delete on summary_figure to "${serviceRole}";
