-- What stays the same of a metric through all the versions of its case study.
create table metric (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  case_study_id uuid not null references case_study on delete cascade,
  -- Counts the states that readers have seen; absent while they have seen none.
  published_version integer check (published_version > 0),
  created_at timestamptz not null
);

create index metric_by_case_study on metric (case_study_id);

create sequence metric_version_id increment by 50;

-- What a metric says in one version of its case study.
create table metric_version (
  id bigint primary key,
  metric_id uuid not null references metric on delete cascade,
  case_study_version_id bigint not null references case_study_version on delete cascade,
  position integer not null,
  title text not null check (title ~ '\S'),
  statement text not null check (statement ~ '\S'),
  kind text not null check (kind in ('outcome', 'output', 'input', 'context', 'target', 'forecast')),
  unit text not null,
  unit_vocabulary text generated always as ('units') stored,
  per text,
  polarity text not null check (polarity in ('higher-is-better', 'lower-is-better', 'neutral')),
  scale jsonb check (jsonb_typeof(scale) = 'object'),
  indicator text,
  reported_changes jsonb not null check (jsonb_typeof(reported_changes) = 'array'),
  caveats jsonb not null check (jsonb_typeof(caveats) = 'array'),
  source_publication text,
  source_locator text,
  unique (case_study_version_id, metric_id),
  unique (case_study_version_id, position),
  foreign key (unit_vocabulary, unit) references vocabulary_entry (vocabulary, code)
);

create index metric_version_by_metric on metric_version (metric_id);
create index metric_version_by_title on metric_version (lower(title) collate "C", metric_id);

create table metric_conflict (
  metric_version_id bigint not null references metric_version on delete cascade,
  position integer not null,
  conflicts_with_id uuid not null references metric,
  primary key (metric_version_id, position),
  unique (metric_version_id, conflicts_with_id)
);

create sequence observation_id increment by 50;

create table observation (
  id bigint primary key,
  metric_version_id bigint not null references metric_version on delete cascade,
  position integer not null,
  role text not null check (role in ('baseline', 'actual', 'target', 'forecast', 'comparator', 'limit')),
  period_from text,
  period_to text,
  period_label text,
  period_length text,
  period_first date generated always as (first_day(period_from)) stored,
  period_last date generated always as (last_day(period_to)) stored,
  dimensions jsonb not null check (jsonb_typeof(dimensions) = 'array'),
  comparator text,
  per text,
  statistic text check (statistic in ('mean', 'median', 'minimum', 'maximum', 'mode')),
  value numeric,
  value_text text check (value_text ~ '\S'),
  low numeric,
  high numeric,
  interval_meaning text,
  qualifier text not null
    check (qualifier in ('exact', 'approximately', 'over', 'under', 'up-to', 'at-least')),
  unit text,
  unit_vocabulary text generated always as ('units') stored,
  out_of numeric,
  numerator numeric,
  denominator numeric check (denominator <> 0),
  base_label text,
  base_count integer check (base_count >= 0),
  condition text,
  cumulative boolean,
  individual boolean,
  basis text check (basis in ('measured', 'self-reported', 'estimated', 'conditional', 'counterfactual', 'proxy')),
  printed text,
  note text,
  unique (metric_version_id, position),
  foreign key (unit_vocabulary, unit) references vocabulary_entry (vocabulary, code),
  check (period_last >= period_first),
  check (high >= low),
  check (value is not null or value_text is not null or low is not null or high is not null
         or (numerator is not null and denominator is not null))
);

create function enter_metric_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform enter_change('metric', new.id, new.slug,
                       case when new.published_version = 1 then 'published' else 'updated' end,
                       new.published_version);
  return null;
end
$$;

create constraint trigger metric_appears after insert on metric
  deferrable initially deferred for each row when (new.published_version is not null)
  execute function enter_metric_change();

create constraint trigger metric_changes after update on metric
  deferrable initially deferred for each row
  when (new.published_version is not null and old.published_version is distinct from new.published_version)
  execute function enter_metric_change();

grant usage on sequence metric_version_id, observation_id to "${serviceRole}";
grant select, insert, update, delete on metric, metric_version, metric_conflict, observation to "${serviceRole}";
