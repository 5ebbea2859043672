-- Money given to one organisation for one purpose. Of grants that the register ships with little more is known than
-- that they were made. The fill factor leaves room for the updates that each entry of the ledger brings.
create table grant_award (
  id uuid primary key,
  identifier text not null check (identifier ~ '^360G(-[A-Za-z0-9]+)+$' and length(identifier) <= 150),
  funding_programme_id uuid references funding_programme,
  recipient_id uuid references organisation,
  -- What was applied for, and under which name.
  expression_of_interest_id uuid unique,
  expression_of_interest_reference text check (expression_of_interest_reference ~ '\S'),
  title text not null check (title ~ '\S'),
  description text check (description ~ '\S'),
  note text check (note ~ '\S'),
  currency text not null check (currency = 'GBP'),
  amount_applied_for numeric(14, 2) check (amount_applied_for > 0),
  amount_awarded numeric(14, 2) check (amount_awarded > 0 and amount_awarded < 1e12),
  award_date date,
  planned_from date,
  planned_to date,
  actual_from date,
  actual_to date,
  -- Absent where it is not known.
  status text check (status in ('active', 'completed', 'evaluated', 'cancelled')),
  cancellation_reason text check (cancellation_reason ~ '\S'),
  evaluation jsonb check (jsonb_typeof(evaluation) = 'object'),
  case_study_id uuid references case_study on delete set null,
  words tsvector not null generated always as
    (to_tsvector('casebook', search_text(title || ' ' || coalesce(description, '')))) stored,
  version integer not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (planned_to >= planned_from),
  check (actual_to >= actual_from),
  check ((expression_of_interest_id is null) = (expression_of_interest_reference is null)),
  check (coalesce(status = 'cancelled', false) = (cancellation_reason is not null)),
  check (coalesce(status = 'evaluated', false) = (evaluation is not null)),
  check (status is null or num_nulls(funding_programme_id, recipient_id, amount_awarded, award_date) = 0)
) with (fillfactor = 80);

create unique index grant_award_identifier on grant_award (lower(identifier));
create index grant_award_newest on grant_award ((coalesce(award_date, date '1600-01-01')) desc, id desc);
create index grant_award_by_programme on grant_award (funding_programme_id);
create index grant_award_by_recipient on grant_award (recipient_id);
create index grant_award_by_case_study on grant_award (case_study_id) where case_study_id is not null;
create index grant_award_cancelled on grant_award (recipient_id) where status = 'cancelled';
create index grant_award_by_words on grant_award using gin (words);

-- What a part of the money is for, and where it stands. Only entries of the ledger move it.
create table grant_line (
  grant_id uuid not null references grant_award,
  number integer not null check (number > 0),
  category text not null,
  vocabulary text generated always as ('spending-categories') stored,
  description text check (description ~ '\S'),
  awarded numeric(14, 2) not null check (awarded > 0 and awarded < 1e12),
  -- What was awarded, and what was moved to and from other lines since.
  amount numeric(14, 2) not null check (amount >= 0),
  committed numeric(14, 2) not null check (committed >= 0),
  spent numeric(14, 2) not null check (spent >= 0),
  remaining numeric(14, 2) not null generated always as (amount - committed - spent) stored
    check (remaining >= 0),
  primary key (grant_id, number),
  foreign key (vocabulary, category) references vocabulary_entry (vocabulary, code)
) with (fillfactor = 80);

-- A line begins with all that was awarded, whatever its writer says.
create function begin_grant_line() returns trigger language plpgsql as $$
begin
  new.amount := new.awarded;
  new.committed := 0;
  new.spent := 0;
  return new;
end
$$;

create trigger grant_line_begins before insert on grant_line
  for each row execute function begin_grant_line();

create function check_grant_lines() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  checked uuid := to_jsonb(new) ->> tg_argv[0];
begin
  if (select sum(l.awarded) from grant_line l where l.grant_id = checked)
     is distinct from (select g.amount_awarded from grant_award g where g.id = checked) then
    raise exception 'The lines of grant % do not add up to what was awarded', checked
      using errcode = 'check_violation';
  end if;
  return null;
end
$$;

create constraint trigger grant_award_adds_up after insert or update of amount_awarded on grant_award
  deferrable initially deferred for each row execute function check_grant_lines('id');

create constraint trigger grant_line_adds_up after insert or update of awarded on grant_line
  deferrable initially deferred for each row execute function check_grant_lines('grant_id');

-- What happened to the money of a grant. Only ever added to: a mistake is reversed by another entry.
create table ledger_entry (
  id uuid primary key,
  grant_id uuid not null references grant_award,
  position integer not null check (position > 0),
  -- The writer's own name for it.
  reference text not null check (reference ~ '\S' and length(reference) <= 100),
  kind text not null check (kind in ('commitment', 'spend', 'refund', 'transfer', 'reversal')),
  line integer not null,
  to_line integer,
  -- Not numeric(14, 2), which would round away what has to be refused.
  amount numeric not null check (amount > 0 and amount < 1e12 and amount = round(amount, 2)),
  happened_on date not null,
  description text check (description ~ '\S'),
  -- The commitment that a spend is made from, and how much of that it takes.
  settles text,
  settled numeric(14, 2) check (settled > 0),
  reverses text,
  entered_at timestamptz not null,
  unique (grant_id, position),
  unique (grant_id, reference),
  unique (grant_id, reverses),
  foreign key (grant_id, line) references grant_line,
  foreign key (grant_id, to_line) references grant_line,
  foreign key (grant_id, settles) references ledger_entry (grant_id, reference),
  foreign key (grant_id, reverses) references ledger_entry (grant_id, reference),
  check (to_line <> line),
  check (to_line is not null or kind <> 'transfer'),
  check (to_line is null or kind in ('transfer', 'reversal')),
  check ((kind = 'reversal') = (reverses is not null)),
  check (settles is null or kind = 'spend'),
  check ((settles is null) = (settled is null))
);

create index ledger_entry_by_settled on ledger_entry (grant_id, settles) where settles is not null;

-- What is still set aside by a commitment. Volatile, to see the entries that came before in the same statement.
create function outstanding(commitment ledger_entry) returns numeric
language sql volatile set search_path = public, pg_temp as $$
  select case
    when exists (select 1 from ledger_entry r
                 where r.grant_id = commitment.grant_id and r.reverses = commitment.reference) then 0
    else commitment.amount - coalesce(
      (select sum(s.settled) from ledger_entry s
       where s.grant_id = commitment.grant_id and s.settles = commitment.reference
         and not exists (select 1 from ledger_entry r
                         where r.grant_id = s.grant_id and r.reverses = s.reference)), 0) end
$$;

-- The last word on whether an entry may be made, whoever makes it. It moves the money; nobody else can. What it
-- refuses has the SQLSTATE CB001, with the reason's code in the detail.
create function refuse_ledger_entry(reason text, message text) returns void language plpgsql as $$
begin
  raise exception '%', message using errcode = 'CB001', detail = reason;
end
$$;

create function move_money(of_grant uuid, of_line integer, amount_by numeric, committed_by numeric, spent_by numeric)
returns void language plpgsql set search_path = public, pg_temp as $$
declare
  now_is record;
begin
  select l.amount + amount_by as amount, l.committed + committed_by as committed, l.spent + spent_by as spent
    into now_is from grant_line l where l.grant_id = of_grant and l.number = of_line for no key update;
  if not found then
    perform refuse_ledger_entry('unknown-line', format('There is no line %s', of_line));
  elsif now_is.spent < 0 then
    perform refuse_ledger_entry('more-than-spent', format('Line %s has not spent that much', of_line));
  elsif now_is.committed < 0 then
    perform refuse_ledger_entry('more-than-committed', format('Line %s has not committed that much', of_line));
  elsif now_is.amount - now_is.committed - now_is.spent < 0 then
    perform refuse_ledger_entry('more-than-remains', format('Line %s has not that much left', of_line));
  end if;
  update grant_line l set amount = now_is.amount, committed = now_is.committed, spent = now_is.spent
  where l.grant_id = of_grant and l.number = of_line;
end
$$;

create function enter_ledger_entry() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  award grant_award;
  other ledger_entry;
  settled_entry ledger_entry;
  freed numeric;
begin
  -- One entry of a grant at a time: what is read below stays so until the commit.
  select * into award from grant_award where id = new.grant_id for no key update;
  if not found then
    perform refuse_ledger_entry('unknown-grant', format('There is no grant %s', new.grant_id));
  end if;
  perform 1 from grant_line where grant_id = new.grant_id order by number for no key update;
  if award.status is null or (award.status <> 'active' and new.kind in ('commitment', 'spend', 'transfer')) then
    perform refuse_ledger_entry('not-active', format('The grant is %s', coalesce(award.status, 'without lines')));
  elsif new.happened_on < award.award_date then
    perform refuse_ledger_entry('before-award', format('The grant was awarded on %s', award.award_date));
  elsif new.happened_on > (new.entered_at at time zone 'Europe/London')::date then
    perform refuse_ledger_entry('in-the-future', format('%s has not been yet', new.happened_on));
  elsif new.kind <> 'reversal' and new.amount <> round(new.amount, 2) then
    perform refuse_ledger_entry('fraction-of-a-penny', format('%s has a fraction of a penny', new.amount));
  elsif new.kind <> 'reversal' and (new.amount is null or new.amount <= 0) then
    perform refuse_ledger_entry('not-positive', 'An entry has an amount of more than 0');
  end if;
  new.settled := null;
  case new.kind
    when 'commitment' then
      perform move_money(new.grant_id, new.line, 0, new.amount, 0);
    when 'spend' then
      if new.settles is null then
        perform move_money(new.grant_id, new.line, 0, 0, new.amount);
      else
        select * into other from ledger_entry
        where grant_id = new.grant_id and reference = new.settles and kind = 'commitment' and line = new.line;
        if not found or outstanding(other) <= 0 then
          perform refuse_ledger_entry('nothing-to-settle',
                                      format('Nothing of a commitment %s of this line is outstanding', new.settles));
        end if;
        new.settled := least(new.amount, outstanding(other));
        perform move_money(new.grant_id, new.line, 0, -new.settled, new.amount);
      end if;
    when 'refund' then
      perform move_money(new.grant_id, new.line, 0, 0, -new.amount);
    when 'transfer' then
      perform move_money(new.grant_id, new.line, -new.amount, 0, 0);
      perform move_money(new.grant_id, new.to_line, new.amount, 0, 0);
    when 'reversal' then
      select * into other from ledger_entry where grant_id = new.grant_id and reference = new.reverses;
      if not found or other.kind = 'reversal' then
        perform refuse_ledger_entry('nothing-to-reverse', format('No entry %s can be reversed', new.reverses));
      elsif exists (select 1 from ledger_entry where grant_id = new.grant_id and reverses = new.reverses) then
        perform refuse_ledger_entry('reversed-already', format('Entry %s was reversed before', new.reverses));
      end if;
      new.line := other.line;
      new.to_line := other.to_line;
      new.amount := other.amount;
      case other.kind
        when 'commitment' then
          new.amount := outstanding(other);
          if new.amount <= 0 then
            perform refuse_ledger_entry('nothing-to-reverse',
                                        format('All of commitment %s has been spent', new.reverses));
          end if;
          perform move_money(new.grant_id, new.line, 0, -new.amount, 0);
        when 'spend' then
          freed := 0;
          if other.settles is not null
             and not exists (select 1 from ledger_entry where grant_id = new.grant_id and reverses = other.settles) then
            freed := other.settled;
          end if;
          perform move_money(new.grant_id, new.line, 0, freed, -new.amount);
        when 'refund' then
          perform move_money(new.grant_id, new.line, 0, 0, new.amount);
        when 'transfer' then
          perform move_money(new.grant_id, new.to_line, -new.amount, 0, 0);
          perform move_money(new.grant_id, new.line, new.amount, 0, 0);
      end case;
  end case;
  new.amount := round(new.amount, 2);
  new.position := 1 + coalesce((select max(position) from ledger_entry where grant_id = new.grant_id), 0);
  update grant_award set version = version + 1, updated_at = greatest(updated_at, new.entered_at)
  where id = new.grant_id;
  return new;
end
$$;

create trigger ledger_entry_moves_money before insert on ledger_entry
  for each row execute function enter_ledger_entry();

create trigger ledger_entry_is_append_only before update or delete or truncate on ledger_entry
  for each statement execute function refuse_to_rewrite();

-- The functions that the trigger stands on are its own.
revoke all on function move_money(uuid, integer, numeric, numeric, numeric) from public;
revoke all on function refuse_ledger_entry(text, text) from public;

-- What was delivered with the money.
create table grant_intervention (
  id uuid primary key,
  grant_id uuid not null references grant_award,
  title text not null check (title ~ '\S'),
  kind text not null check (kind in ('training', 'coaching', 'shadowing', 'supervision', 'e-learning', 'other')),
  delivered_on date not null,
  cost numeric(14, 2) check (cost >= 0)
);

create index grant_intervention_by_grant on grant_intervention (grant_id, delivered_on, id);

create table grant_intervention_learners (
  grant_intervention_id uuid not null references grant_intervention on delete cascade,
  position integer not null,
  learner_group text not null,
  vocabulary text generated always as ('learner-groups') stored,
  headcount integer not null check (headcount > 0),
  primary key (grant_intervention_id, position),
  unique (grant_intervention_id, learner_group) deferrable initially deferred,
  foreign key (vocabulary, learner_group) references vocabulary_entry (vocabulary, code)
);

create table grant_metric (
  grant_id uuid not null references grant_award,
  position integer not null,
  metric_id uuid not null references metric on delete cascade,
  primary key (grant_id, position),
  unique (metric_id, grant_id) deferrable initially deferred
);

-- Readers see a grant until it is cancelled.
create function enter_grant_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform enter_change('grant', new.id, new.identifier,
                       case when new.status = 'cancelled' then 'withdrawn'
                            when tg_op = 'INSERT' then 'published'
                            else 'updated' end,
                       new.version);
  return null;
end
$$;

create constraint trigger grant_appears after insert on grant_award
  deferrable initially deferred for each row execute function enter_grant_change();

create constraint trigger grant_changes after update on grant_award
  deferrable initially deferred for each row
  when (old.version <> new.version and not coalesce(old.status = 'cancelled', false))
  execute function enter_grant_change();

-- Whoever writes a name while its organisation is merged waits for the merge, and must not write the name that is gone.
create function refuse_merged_recipient() returns trigger language plpgsql as $$
begin
  if exists (select 1 from organisation where id = new.recipient_id and merged_into_id is not null) then
    raise exception 'Organisation % was merged into another', new.recipient_id using errcode = 'serialization_failure';
  end if;
  return null;
end
$$;

create trigger merged_organisation_receives_nothing after insert or update of recipient_id on grant_award
  for each row execute function refuse_merged_recipient();

-- What was awarded, to which programme it belongs and what it is called stays as it was entered.
grant select, insert on grant_award, grant_line, ledger_entry to "${serviceRole}";
grant update (recipient_id, title, description, planned_from, planned_to, actual_from, actual_to, status,
              cancellation_reason, evaluation, case_study_id, version, updated_at) on grant_award to "${serviceRole}";
grant select, insert, update, delete on grant_intervention, grant_intervention_learners, grant_metric
  to "${serviceRole}";
