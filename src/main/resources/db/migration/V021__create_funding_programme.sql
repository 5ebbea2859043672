-- A fund or one of its rounds: what it is for, who may apply, by when, and what is known of its money.
create table funding_programme (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  name text not null check (name ~ '\S'),
  name_variants jsonb not null check (jsonb_typeof(name_variants) = 'array'),
  kind text not null check (kind in ('personal-workforce-budget', 'community-fund', 'innovation-fund', 'capital',
                                     'other')),
  funder_id uuid references organisation,
  administrator text check (administrator ~ '\S'),
  summary text not null check (summary ~ '\S'),
  purpose text check (purpose ~ '\S'),
  eligibility jsonb not null check (jsonb_typeof(eligibility) = 'array'),
  fundable jsonb not null check (jsonb_typeof(fundable) = 'array'),
  not_fundable jsonb not null check (jsonb_typeof(not_fundable) = 'array'),
  total_available numeric(14, 2) check (total_available >= 0),
  amounts jsonb not null check (jsonb_typeof(amounts) = 'array'),
  currency text not null check (currency = 'GBP'),
  opens_on date,
  closes_on date,
  -- Applications are looked at as they come; absent where it is not known.
  rolling boolean,
  review_process text check (review_process ~ '\S'),
  period_from text,
  period_to text,
  period_label text,
  succeeds_id uuid references funding_programme,
  not_stated jsonb not null check (jsonb_typeof(not_stated) = 'array'),
  source_publication text,
  source_publisher text,
  source_published_on text,
  source_locator text,
  source_url text,
  source_licence text,
  version integer not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (closes_on >= opens_on),
  check (last_day(period_to) >= first_day(period_from)),
  check (succeeds_id <> id)
);

create index funding_programme_by_name on funding_programme (lower(name) collate "C", id);
create index funding_programme_by_funder on funding_programme (funder_id);
create index funding_programme_by_predecessor on funding_programme (succeeds_id) where succeeds_id is not null;

-- In this list, as in those below, the order may change, during which something stands twice.
create table funding_programme_funder (
  funding_programme_id uuid not null references funding_programme on delete cascade,
  position integer not null,
  organisation_id uuid not null references organisation,
  primary key (funding_programme_id, position),
  unique (organisation_id, funding_programme_id) deferrable initially deferred
);

-- A day until whose end, in London, applications are taken.
create table funding_programme_deadline (
  funding_programme_id uuid not null references funding_programme on delete cascade,
  position integer not null,
  date date not null,
  -- The source prints no year; it is read from the date of the source.
  year_inferred boolean not null,
  primary key (funding_programme_id, position),
  unique (funding_programme_id, date) deferrable initially deferred
);

create table funding_programme_learner_group (
  funding_programme_id uuid not null references funding_programme on delete cascade,
  position integer not null,
  learner_group text not null,
  vocabulary text generated always as ('learner-groups') stored,
  primary key (funding_programme_id, position),
  unique (learner_group, funding_programme_id) deferrable initially deferred,
  foreign key (vocabulary, learner_group) references vocabulary_entry (vocabulary, code)
);

-- What a line of a budget may be for; none means all.
create table funding_programme_spending_category (
  funding_programme_id uuid not null references funding_programme on delete cascade,
  position integer not null,
  spending_category text not null,
  vocabulary text generated always as ('spending-categories') stored,
  primary key (funding_programme_id, position),
  unique (spending_category, funding_programme_id) deferrable initially deferred,
  foreign key (vocabulary, spending_category) references vocabulary_entry (vocabulary, code)
);

create table funding_programme_case_study (
  funding_programme_id uuid not null references funding_programme on delete cascade,
  position integer not null,
  case_study_id uuid not null references case_study on delete cascade,
  primary key (funding_programme_id, position),
  unique (case_study_id, funding_programme_id) deferrable initially deferred
);

create table funding_programme_metric (
  funding_programme_id uuid not null references funding_programme on delete cascade,
  position integer not null,
  metric_id uuid not null references metric on delete cascade,
  primary key (funding_programme_id, position),
  unique (metric_id, funding_programme_id) deferrable initially deferred
);

-- What is only reported in sum. Of some sums the fund is not known.
create table award_summary (
  id uuid primary key,
  funding_programme_id uuid references funding_programme,
  position integer not null,
  period_from text,
  period_to text,
  period_label text,
  grants integer check (grants >= 0),
  organisations integer check (organisations >= 0),
  projects integer check (projects >= 0),
  amount numeric(14, 2) check (amount >= 0),
  qualifier text not null check (qualifier in ('exact', 'approximately', 'over', 'under', 'up-to', 'at-least')),
  note text check (note ~ '\S'),
  check (last_day(period_to) >= first_day(period_from))
);

create index award_summary_by_programme on award_summary (funding_programme_id, position);

create function enter_funding_programme_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform enter_change('funding-programme', new.id, new.slug,
                       case tg_op when 'INSERT' then 'published' else 'updated' end, new.version);
  return null;
end
$$;

create constraint trigger funding_programme_appears after insert on funding_programme
  deferrable initially deferred for each row execute function enter_funding_programme_change();

create constraint trigger funding_programme_changes after update on funding_programme
  deferrable initially deferred for each row when (old.version <> new.version)
  execute function enter_funding_programme_change();

-- Whoever writes a name while its organisation is merged waits for the merge, and must not write the name that is gone.
create function refuse_merged_funder() returns trigger language plpgsql as $$
begin
  if exists (select 1 from organisation where id = new.funder_id and merged_into_id is not null) then
    raise exception 'Organisation % was merged into another', new.funder_id using errcode = 'serialization_failure';
  end if;
  return null;
end
$$;

create trigger merged_organisation_is_no_funder after insert or update of funder_id on funding_programme
  for each row execute function refuse_merged_funder();

create trigger merged_organisation_does_not_fund after insert or update of organisation_id on funding_programme_funder
  for each row execute function refuse_merged_organisation();

-- The funds and grants that the register ships with came later than its case studies.
alter table register add column funding_loaded_at timestamptz;
grant update (funding_loaded_at) on register to "${serviceRole}";

grant select, insert, update on funding_programme to "${serviceRole}";
grant select, insert, update, delete on funding_programme_funder, funding_programme_deadline,
  funding_programme_learner_group, funding_programme_spending_category, funding_programme_case_study,
  funding_programme_metric, award_summary to "${serviceRole}";
