-- The first and the last day of a date that is known to the day, the month or the year. An impossible day is an error.
create function first_day(partial text) returns date language sql immutable strict parallel safe as $$
  select make_date(substr(partial, 1, 4)::int,
                   coalesce(nullif(substr(partial, 6, 2), ''), '1')::int,
                   coalesce(nullif(substr(partial, 9, 2), ''), '1')::int)
$$;

create function last_day(partial text) returns date language sql immutable strict parallel safe as $$
  select (first_day(partial) + case length(partial) when 4 then interval '1 year'
                                                    when 7 then interval '1 month'
                                                    else interval '1 day' end)::date - 1
$$;

-- What stays the same of a case study through all its versions.
create table case_study (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  status text not null check (status in ('draft', 'in-review', 'published', 'withdrawn')),
  -- The version that readers see.
  published_version integer,
  created_at timestamptz not null,
  check (status <> 'published' or published_version is not null)
);

create sequence case_study_version_id increment by 50;

-- What a case study says. Readers see the version that is published and not superseded; one that was published
-- is never changed again, so the register can be read as it stood at any instant.
create table case_study_version (
  id bigint primary key,
  case_study_id uuid not null references case_study on delete cascade,
  version integer not null check (version > 0),
  title text not null check (title ~ '\S'),
  summary text check (summary ~ '\S'),
  theme text,
  theme_vocabulary text generated always as ('themes') stored,
  lead_council_id uuid references council,
  period_from text,
  period_to text,
  period_label text,
  sections jsonb not null check (jsonb_typeof(sections) = 'array'),
  barriers jsonb not null check (jsonb_typeof(barriers) = 'array'),
  conditions jsonb not null check (jsonb_typeof(conditions) = 'array'),
  statements jsonb not null check (jsonb_typeof(statements) = 'array'),
  quotes jsonb not null check (jsonb_typeof(quotes) = 'array'),
  recognition jsonb not null check (jsonb_typeof(recognition) = 'array'),
  links jsonb not null check (jsonb_typeof(links) = 'array'),
  source_publication text not null check (source_publication ~ '\S'),
  source_publisher text,
  source_published_on text,
  source_published_first date generated always as (first_day(source_published_on)) stored,
  source_published_last date generated always as (last_day(source_published_on)) stored,
  source_locator text,
  source_url text,
  source_licence text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz,
  superseded_at timestamptz,
  unique (case_study_id, version),
  foreign key (theme_vocabulary, theme) references vocabulary_entry (vocabulary, code),
  check (last_day(period_to) >= first_day(period_from)),
  check (published_at is null
         or (summary is not null and theme is not null and jsonb_array_length(sections) > 0)),
  check (superseded_at is null or superseded_at >= published_at)
);

alter table case_study
  add foreign key (id, published_version) references case_study_version (case_study_id, version)
  deferrable initially deferred;

create unique index case_study_version_public on case_study_version (case_study_id)
  where published_at is not null and superseded_at is null;
create index case_study_version_newest on case_study_version (published_at desc, case_study_id desc)
  where superseded_at is null;
create index case_study_version_by_title on case_study_version (lower(title) collate "C", case_study_id)
  where superseded_at is null;

create table case_study_topic (
  case_study_version_id bigint not null references case_study_version on delete cascade,
  position integer not null,
  topic text not null,
  vocabulary text generated always as ('topics') stored,
  primary key (case_study_version_id, position),
  unique (topic, case_study_version_id),
  foreign key (vocabulary, topic) references vocabulary_entry (vocabulary, code)
);

create table case_study_population (
  case_study_version_id bigint not null references case_study_version on delete cascade,
  position integer not null,
  population text not null,
  vocabulary text generated always as ('populations') stored,
  primary key (case_study_version_id, position),
  unique (population, case_study_version_id),
  foreign key (vocabulary, population) references vocabulary_entry (vocabulary, code)
);

create table case_study_quality_statement (
  case_study_version_id bigint not null references case_study_version on delete cascade,
  position integer not null,
  quality_statement text not null,
  vocabulary text generated always as ('quality-statements') stored,
  primary key (case_study_version_id, position),
  unique (quality_statement, case_study_version_id),
  foreign key (vocabulary, quality_statement) references vocabulary_entry (vocabulary, code)
);

-- Who led the work and who took part, leads first.
create table case_study_organisation (
  case_study_version_id bigint not null references case_study_version on delete cascade,
  position integer not null,
  part text not null check (part in ('lead', 'partner')),
  organisation_id uuid not null references organisation,
  primary key (case_study_version_id, position),
  unique (organisation_id, case_study_version_id, part)
);

create function enter_case_study_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  seen_before boolean := tg_op = 'UPDATE' and old.published_version is not null;
begin
  perform enter_change('case-study', new.id, new.slug,
                       case when new.status = 'withdrawn' then 'withdrawn'
                            when seen_before then 'updated'
                            else 'published' end,
                       new.published_version);
  return null;
end
$$;

create constraint trigger case_study_appears after insert on case_study
  deferrable initially deferred for each row when (new.published_version is not null)
  execute function enter_case_study_change();

create constraint trigger case_study_changes after update on case_study
  deferrable initially deferred for each row
  when (new.published_version is not null
        and (old.published_version is distinct from new.published_version
             or (old.status = 'withdrawn') <> (new.status = 'withdrawn')))
  execute function enter_case_study_change();

grant usage on sequence case_study_version_id to "${serviceRole}";
grant select, insert, update, delete on case_study, case_study_version, case_study_topic, case_study_population,
  case_study_quality_statement, case_study_organisation to "${serviceRole}";
