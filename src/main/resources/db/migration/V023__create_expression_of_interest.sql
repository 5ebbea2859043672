-- An application for money of a funding programme, for training the people around one person. Whoever that is stays with
-- the applicant: here stand a reference that means nothing to others, and needs.
create table expression_of_interest (
  id uuid primary key,
  reference text not null unique check (reference ~ '^EOI-[0-9A-HJKMNP-TV-Z]{8}$'),
  funding_programme_id uuid not null references funding_programme,
  applicant_id uuid not null references organisation,
  beneficiary_reference text check (beneficiary_reference ~ '^[A-Za-z0-9-]{1,40}$' and beneficiary_reference ~ '[0-9]'),
  purpose text check (purpose ~ '\S'),
  -- The day that it belongs to since it was submitted; absent where the programme has no deadlines.
  deadline date,
  status text not null check (status in ('draft', 'submitted', 'in-review', 'awarded', 'declined', 'withdrawn')),
  submitted_at timestamptz,
  -- When and why it was decided or withdrawn.
  ended_at timestamptz,
  end_reason text check (end_reason ~ '\S'),
  grant_id uuid unique references grant_award,
  version integer not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((status = 'draft') = (submitted_at is null)),
  check (deadline is null or submitted_at is not null),
  check ((status in ('awarded', 'declined', 'withdrawn')) = (ended_at is not null)),
  check ((status = 'awarded') = (grant_id is not null)),
  check (end_reason is null or ended_at is not null),
  check (end_reason is not null or status not in ('awarded', 'declined'))
);

-- The order of the review queue: drafts come last.
create index expression_of_interest_queue
  on expression_of_interest (coalesce(submitted_at, timestamptz '9999-12-31 00:00:00+00'), id);
create index expression_of_interest_by_programme on expression_of_interest (funding_programme_id);
create index expression_of_interest_by_applicant on expression_of_interest (applicant_id);
create index expression_of_interest_by_end on expression_of_interest (ended_at)
  where status in ('declined', 'withdrawn');

create table expression_of_interest_need (
  expression_of_interest_id uuid not null references expression_of_interest on delete cascade,
  position integer not null,
  need text not null,
  vocabulary text generated always as ('needs') stored,
  primary key (expression_of_interest_id, position),
  foreign key (vocabulary, need) references vocabulary_entry (vocabulary, code)
);

-- Who is to be trained.
create table expression_of_interest_workforce (
  expression_of_interest_id uuid not null references expression_of_interest on delete cascade,
  position integer not null,
  learner_group text not null,
  vocabulary text generated always as ('learner-groups') stored,
  level text check (level ~ '\S'),
  headcount integer not null check (headcount > 0),
  primary key (expression_of_interest_id, position),
  foreign key (vocabulary, learner_group) references vocabulary_entry (vocabulary, code)
);

create table expression_of_interest_line (
  expression_of_interest_id uuid not null references expression_of_interest on delete cascade,
  position integer not null,
  category text not null,
  vocabulary text generated always as ('spending-categories') stored,
  description text not null check (description ~ '\S'),
  amount numeric(14, 2) not null check (amount > 0),
  primary key (expression_of_interest_id, position),
  foreign key (vocabulary, category) references vocabulary_entry (vocabulary, code)
);

-- What was submitted stays, whoever would delete it.
create function refuse_to_delete_application() returns trigger language plpgsql as $$
begin
  raise exception 'Application % was submitted', old.reference using errcode = 'restrict_violation';
end
$$;

create trigger submitted_application_stays before delete on expression_of_interest
  for each row when (old.status <> 'draft') execute function refuse_to_delete_application();

-- Whoever writes a name while its organisation is merged waits for the merge, and must not write the name that is gone.
create function refuse_merged_applicant() returns trigger language plpgsql as $$
begin
  if exists (select 1 from organisation where id = new.applicant_id and merged_into_id is not null) then
    raise exception 'Organisation % was merged into another', new.applicant_id using errcode = 'serialization_failure';
  end if;
  return null;
end
$$;

create trigger merged_organisation_does_not_apply after insert or update of applicant_id on expression_of_interest
  for each row execute function refuse_merged_applicant();

grant select, insert, delete on expression_of_interest to "${serviceRole}";
grant update (funding_programme_id, applicant_id, beneficiary_reference, purpose, deadline, status, submitted_at, ended_at,
              end_reason, grant_id, version, updated_at) on expression_of_interest to "${serviceRole}";
grant select, insert, update, delete on expression_of_interest_need, expression_of_interest_workforce,
  expression_of_interest_line to "${serviceRole}";
