create table organisation (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  name text not null check (name ~ '\S'),
  kind text not null check (kind in ('charity', 'company', 'council', 'government', 'network', 'nhs-body',
                                     'other', 'provider', 'sector-body', 'university')),
  website text,
  nation text check (nation in ('England', 'Northern Ireland', 'Scotland', 'Wales')),
  region text,
  version integer not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index organisation_by_name on organisation (lower(name) collate "C", id);

create table organisation_identifier (
  organisation_id uuid not null references organisation on delete cascade,
  position integer not null,
  scheme text not null check (scheme ~ '^[A-Z]+(-[A-Z]+)*$'),
  code text not null check (code ~ '\S'),
  primary key (organisation_id, position),
  unique (scheme, code)
);

create table council (
  organisation_id uuid primary key references organisation,
  gss_code text not null unique check (gss_code ~ '^[ENSW][0-9]{8}$'),
  short_name text not null check (short_name ~ '\S'),
  type text not null check (type in ('city-corporation', 'county', 'london-borough', 'metropolitan-district',
                                     'ni-district', 'non-metropolitan-district', 'scottish-unitary',
                                     'sui-generis', 'unitary-authority', 'welsh-unitary')),
  tier text not null check (tier in ('upper', 'lower', 'single')),
  adult_social_care boolean not null,
  start_date date,
  end_date date,
  check (end_date >= start_date)
);

create table council_successor (
  council_id uuid not null references council on delete cascade,
  position integer not null,
  successor_id uuid not null references council,
  primary key (council_id, position),
  unique (council_id, successor_id),
  check (council_id <> successor_id)
);

create index council_successor_by_successor on council_successor (successor_id);

create function enter_organisation_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform enter_change('organisation', new.id, new.slug,
                       case tg_op when 'INSERT' then 'published' else 'updated' end, new.version);
  return null;
end
$$;

create constraint trigger organisation_appears after insert on organisation
  deferrable initially deferred for each row execute function enter_organisation_change();

create constraint trigger organisation_changes after update on organisation
  deferrable initially deferred for each row when (old.version <> new.version)
  execute function enter_organisation_change();

grant select, insert, update on organisation, council to "${serviceRole}";
grant select, insert, update, delete on organisation_identifier, council_successor to "${serviceRole}";
