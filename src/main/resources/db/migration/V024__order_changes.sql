-- Writers enter what they changed here, in any number at once; it gets its place in the change log once it is
-- committed. So nobody waits for anybody else's commit, and a transaction that is held open holds up nothing.
create sequence entered_change_number;

create table entered_change (
  -- Taken while the row that changed is locked: of one thing the numbers are in the order of commits.
  number bigint primary key default nextval('entered_change_number'),
  resource text not null,
  resource_id uuid not null,
  slug text,
  -- Without a version it tells what of the thing others show ('name', 'funder', 'metrics'), or that the thing shows
  -- something else of others ('updated').
  op text not null,
  version integer,
  at timestamptz not null,
  check (version is null or slug is not null),
  check (version is not null or op in ('name', 'funder', 'metrics', 'updated'))
);

-- What readers see now, as the change log has it: each thing once.
create table register_item (
  resource text not null,
  resource_id uuid not null,
  slug text not null,
  version integer not null,
  -- What filters of the change feed ask for: organisation:<id>, theme:<code>, topic:<code>.
  tags text[] not null,
  bucket smallint not null generated always as (get_byte(uuid_send(resource_id), 15)) stored,
  primary key (resource, resource_id)
);

create index register_item_by_bucket on register_item (bucket);

-- Of the things of one bucket, the exclusive or of their digests: whoever holds the same things has the same.
create table register_digest (
  bucket smallint primary key check (bucket between 0 and 255),
  items integer not null default 0 check (items >= 0),
  digest bit(256) not null default repeat('0', 256)::bit(256)
) with (fillfactor = 20);

insert into register_digest (bucket) select generate_series(0, 255);

create function item_digest(resource text, id uuid, version integer) returns bit(256)
language sql immutable strict parallel safe set search_path = public, pg_temp as $$
  select ('x' || encode(sha256(convert_to(resource || '/' || id || '/' || version, 'UTF8')), 'hex'))::bit(256)
$$;

create function change_tags(of_resource text, of_id uuid) returns text[]
language sql stable set search_path = public, pg_temp as $$
  with shown as (
    select v.id, v.theme from case_study s
    join case_study_version v on v.case_study_id = s.id and v.version = s.published_version
    where s.id = case of_resource
      when 'case-study' then of_id
      when 'metric' then (select m.case_study_id from metric m where m.id = of_id) end)
  select coalesce(array_agg(distinct tag order by tag) filter (where tag is not null), '{}') from (
    select 'theme:' || theme as tag from shown
    union all select 'topic:' || t.topic from shown join case_study_topic t on t.case_study_version_id = shown.id
    union all select 'organisation:' || o.organisation_id from shown
      join case_study_organisation o on o.case_study_version_id = shown.id
    union all select 'organisation:' || of_id where of_resource = 'organisation'
    union all select 'organisation:' || f.organisation_id from (
      select id as programme_id, funder_id as organisation_id from funding_programme
      union select funding_programme_id, organisation_id from funding_programme_funder) f
      where of_resource = 'funding-programme' and f.programme_id = of_id
    union all select 'organisation:' || g.recipient_id from grant_award g
      where of_resource = 'grant' and g.id = of_id) tags
$$;

-- What a thing had to do with before the change and has to do with after it; nothing once it is gone.
alter table change
  add column previous_tags text[] not null default '{}',
  add column tags text[] not null default '{}';

create or replace function enter_change(resource text, id uuid, slug text, op text, version integer) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into entered_change (resource, resource_id, slug, op, version, at)
  values (resource, id, slug, op, version, clock_timestamp());
$$;

-- What the log held before is taken to have had to do with what its things have to do with now.
alter table change disable trigger change_is_append_only;

insert into register_item (resource, resource_id, slug, version, tags)
select resource, resource_id, slug, version, change_tags(resource, resource_id)
from (select distinct on (resource, resource_id) * from change order by resource, resource_id, position desc) latest
where op not in ('withdrawn', 'erased');

update change c set
  tags = case when c.op in ('withdrawn', 'erased') then '{}' else t.tags end,
  previous_tags = case when c.op = 'published' then '{}' else t.tags end
from (select resource, resource_id, change_tags(resource, resource_id) as tags
      from (select distinct resource, resource_id from change) things) t
where t.resource = c.resource and t.resource_id = c.resource_id;

alter table change enable trigger change_is_append_only;

update register_digest d set digest = m.digest, items = m.items
from (select bucket, bit_xor(item_digest(resource, resource_id, version)) as digest, count(*) as items
      from register_item group by bucket) m
where d.bucket = m.bucket;

drop sequence change_position;

-- Says which log this is: one that was restored or copied is another one, for it may have lost its end.
create function feed_epoch() returns text
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  cluster text := '';
begin
  begin
    cluster := (select system_identifier from pg_control_system()) || '/'
      || case when pg_is_in_recovery() then (select timeline_id from pg_control_checkpoint())
              else ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer end;
  exception when insufficient_privilege or undefined_function then
    null;
  end;
  return left(encode(sha256(convert_to(
    (select epoch from register) || '/' || cluster || '/'
      || (select oid from pg_database where datname = current_database()), 'UTF8')), 'hex'), 16);
end
$$;

revoke all on function enter_change(text, uuid, text, text, integer) from public;
grant select on register_item, register_digest to "${serviceRole}";

-- What is said of one thing stands in short in the answers of others: a case study names organisations, a grant its
-- programme. So a change of the one is a change of the others. It is entered here without a version, and once it is
-- committed, those others get their places in the change log with the version that they have.
create index metric_conflict_by_metric on metric_conflict (conflicts_with_id);

-- What shows that of a thing. It is asked once the change is committed, and not by the writer, who cannot see who else
-- is about to name the thing: whoever names it by now does, and whoever came to name it later is entered itself.
create function dependants(of_resource text, of_id uuid, what text)
returns table (resource text, resource_id uuid)
language sql stable set search_path = public, pg_temp as $$
  select of_resource, of_id where what = 'updated'
  union all
  select 'case-study', v.case_study_id
  from case_study_organisation o join case_study_version v on v.id = o.case_study_version_id
  where of_resource = 'organisation' and what = 'name' and o.organisation_id = of_id
    and v.published_at is not null and v.superseded_at is null
  union all
  select 'organisation', s.council_id from council_successor s
  where of_resource = 'organisation' and what = 'name' and s.successor_id = of_id
  union all
  select 'funding-programme', p.id from funding_programme p
  where of_resource = 'organisation' and what = 'name' and p.funder_id = of_id
  union all
  select 'funding-programme', f.funding_programme_id from funding_programme_funder f
  where of_resource = 'organisation' and what = 'name' and f.organisation_id = of_id
  union all
  select 'grant', g.id from grant_award g
  where of_resource = 'organisation' and what = 'name' and g.recipient_id = of_id
  union all
  select 'grant', g.id from funding_programme p join grant_award g on g.funding_programme_id = p.id
  where of_resource = 'organisation' and what = 'name' and p.funder_id = of_id
  union all
  select 'metric', m.id from metric m
  where of_resource = 'case-study' and what = 'name' and m.case_study_id = of_id
  union all
  select 'funding-programme', s.funding_programme_id from funding_programme_case_study s
  where of_resource = 'case-study' and what = 'name' and s.case_study_id = of_id
  union all
  select 'grant', g.id from grant_award g
  where of_resource = 'case-study' and what = 'name' and g.case_study_id = of_id
  union all
  select 'funding-programme', m.funding_programme_id from funding_programme_metric m
  where of_resource = 'metric' and what = 'name' and m.metric_id = of_id
  union all
  select 'grant', m.grant_id from grant_metric m
  where of_resource = 'metric' and what = 'name' and m.metric_id = of_id
  union all
  select 'metric', m.metric_id
  from metric_conflict c
  join metric_version m on m.id = c.metric_version_id
  join case_study_version v on v.id = m.case_study_version_id
  where of_resource = 'metric' and what = 'name' and c.conflicts_with_id = of_id
    and v.published_at is not null and v.superseded_at is null
  union all
  select 'grant', g.id from grant_award g
  where of_resource = 'funding-programme' and what in ('name', 'funder') and g.funding_programme_id = of_id
  union all
  select 'funding-programme', p.id from funding_programme p
  where of_resource = 'funding-programme' and what = 'name' and p.succeeds_id = of_id
  union all
  select 'funding-programme', p.succeeds_id from funding_programme p
  where of_resource = 'funding-programme' and what = 'name' and p.id = of_id
  union all
  select 'metric', m.metric_id from funding_programme_metric m
  where of_resource = 'funding-programme' and what = 'name' and m.funding_programme_id = of_id
  union all
  -- A metric shows the one of its programmes that names the fewest.
  select 'metric', m.metric_id from funding_programme_metric m
  where of_resource = 'funding-programme' and what = 'metrics' and m.funding_programme_id = of_id
    and exists (select 1 from funding_programme_metric o
                where o.metric_id = m.metric_id and o.funding_programme_id <> of_id)
  union all
  select 'case-study', g.case_study_id from grant_award g
  where of_resource = 'grant' and what = 'name' and g.id = of_id
  union all
  select 'metric', m.metric_id from grant_metric m
  where of_resource = 'grant' and what = 'name' and m.grant_id = of_id
$$;

create function enter_dependants(resource text, id uuid, what text) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into entered_change (resource, resource_id, op, at) values (resource, id, what, clock_timestamp());
$$;

revoke all on function enter_dependants(text, uuid, text) from public;

-- What others show of a row changed: of which resource, and what.
create function enter_what_others_show() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform enter_dependants(tg_argv[0], new.id, tg_argv[1]);
  return null;
end
$$;

-- A row names another thing than before in a column, and that thing shows who names it: of which resource, in which
-- column.
create function enter_what_is_named() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform enter_dependants(tg_argv[0], named.id::uuid, 'updated')
  from (select to_jsonb(old) ->> tg_argv[1] union select to_jsonb(new) ->> tg_argv[1]) named (id)
  where named.id is not null;
  return null;
end
$$;

create trigger organisation_is_renamed after update on organisation for each row
  when ((old.slug, old.name, old.kind) is distinct from (new.slug, new.name, new.kind))
  execute function enter_what_others_show('organisation', 'name');

create trigger funding_programme_is_renamed after update on funding_programme for each row
  when ((old.slug, old.name) is distinct from (new.slug, new.name))
  execute function enter_what_others_show('funding-programme', 'name');

create trigger funding_programme_is_funded_otherwise after update on funding_programme for each row
  when (old.funder_id is distinct from new.funder_id)
  execute function enter_what_others_show('funding-programme', 'funder');

create trigger funding_programme_appears_as_successor after insert on funding_programme for each row
  when (new.succeeds_id is not null)
  execute function enter_what_is_named('funding-programme', 'succeeds_id');

create trigger funding_programme_succeeds_another after update on funding_programme for each row
  when (old.succeeds_id is distinct from new.succeeds_id)
  execute function enter_what_is_named('funding-programme', 'succeeds_id');

-- Nobody shows a cancelled grant.
create trigger grant_is_renamed_or_cancelled after update on grant_award for each row
  when ((old.status is distinct from 'cancelled') <> (new.status is distinct from 'cancelled')
        or (new.status is distinct from 'cancelled'
            and (old.identifier, old.title) is distinct from (new.identifier, new.title)))
  execute function enter_what_others_show('grant', 'name');

create trigger grant_appears_in_case_study after insert on grant_award for each row
  when (new.case_study_id is not null and new.status is distinct from 'cancelled')
  execute function enter_what_is_named('case-study', 'case_study_id');

create trigger grant_tells_of_another_case_study after update on grant_award for each row
  when (old.case_study_id is distinct from new.case_study_id
        and (old.status is distinct from 'cancelled' or new.status is distinct from 'cancelled'))
  execute function enter_what_is_named('case-study', 'case_study_id');

-- What readers have not seen yet is named by nothing that they see.
create function enter_case_study_dependants() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if old.status <> new.status and new.status = 'withdrawn'
     or (select v.title from case_study_version v where v.case_study_id = new.id and v.version = old.published_version)
        <> (select v.title from case_study_version v
            where v.case_study_id = new.id and v.version = new.published_version) then
    perform enter_dependants('case-study', new.id, 'name');
  end if;
  return null;
end
$$;

create constraint trigger case_study_is_renamed_or_withdrawn after update on case_study
  deferrable initially deferred for each row
  when (old.published_version is not null
        and (old.published_version <> new.published_version or old.status <> new.status))
  execute function enter_case_study_dependants();

-- What others show of a metric follows from this.
create function metric_in_short(version_id bigint) returns jsonb
language sql stable set search_path = public, pg_temp as $$
  select jsonb_build_array(
    m.title, m.unit,
    m.reported_changes #> '{0,value}', m.reported_changes #> '{0,unit}', m.reported_changes #> '{0,direction}',
    (select jsonb_agg(
       jsonb_build_array(o.role, o.dimensions, o.comparator, o.per, o.statistic, o.value, o.value_text, o.low, o.high,
                         o.qualifier, o.unit, o.out_of, o.numerator, o.denominator, o.condition)
       order by o.position)
     from observation o where o.metric_version_id = m.id))
  from metric_version m where m.id = version_id
$$;

create function enter_metric_dependants() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if old.withdrawn <> new.withdrawn
     or (select count(distinct metric_in_short(seen.id)::text) > 1 from (
           select m.id from metric_version m join case_study_version v on v.id = m.case_study_version_id
           where m.metric_id = new.id and v.published_at is not null
           order by v.version desc limit 2) seen) then
    perform enter_dependants('metric', new.id, 'name');
  end if;
  return null;
end
$$;

create constraint trigger metric_is_shown_otherwise after update on metric
  deferrable initially deferred for each row
  when (old.published_version is not null
        and (old.published_version <> new.published_version or old.withdrawn <> new.withdrawn))
  execute function enter_metric_dependants();

-- Which metrics programmes and grants told of when they were last written: their lists are written place by place, so
-- that no single row tells what came and what went.
create table told_metric (
  told_by uuid not null,
  metric_id uuid not null,
  primary key (told_by, metric_id)
);

insert into told_metric
select funding_programme_id, metric_id from funding_programme_metric union all select grant_id, metric_id from grant_metric;

create function enter_told_metrics() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  teller constant uuid := coalesce(to_jsonb(new), to_jsonb(old)) ->> tg_argv[0];
  others uuid[];
begin
  with told as (
    select metric_id from funding_programme_metric where funding_programme_id = teller
    union all select metric_id from grant_metric where grant_id = teller),
  come as (
    insert into told_metric select teller, metric_id from told on conflict do nothing returning metric_id),
  gone as (
    delete from told_metric
    where told_by = teller and metric_id not in (select metric_id from told) returning metric_id)
  select array_agg(metric_id) into others from (select metric_id from come union all select metric_id from gone) moved;
  if others is not null and not exists (select 1 from grant_award where id = teller and status = 'cancelled') then
    perform enter_dependants('metric', metric_id, 'updated') from unnest(others) metric_id;
    perform enter_dependants('funding-programme', teller, 'metrics')
    where tg_table_name = 'funding_programme_metric';
  end if;
  return null;
end
$$;

create constraint trigger funding_programme_tells_of_metric
  after insert or update or delete on funding_programme_metric
  deferrable initially deferred for each row execute function enter_told_metrics('funding_programme_id');

create constraint trigger grant_tells_of_metric after insert or update or delete on grant_metric
  deferrable initially deferred for each row execute function enter_told_metrics('grant_id');

-- Gives changes that have been committed their places in the change log, one caller at a time: none appears behind a
-- later one. Tells how many it found; if that is as many as it was to take at most, there may be more. Then it enters
-- what depends on what was entered, each thing once and with the version it has by now. What was entered itself needs
-- no second entry, and what readers do not see has none.
create function order_changes(most integer default 1000) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  taken entered_change[];
  entered entered_change;
  before register_item;
  seen boolean;
  gone boolean;
  nothing constant bit(256) := repeat('0', 256);
  new_tags text[];
  -- Case studies with other tags than before, which their metrics have too.
  moved uuid[] := '{}';
  head bigint;
  first bigint;
  depending integer;
begin
  if not exists (select 1 from entered_change order by number limit 1) then
    return 0;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('change', 0));
  head := coalesce((select max(position) from change), 0);
  first := head;
  with took as (
    delete from entered_change
    where number in (select number from entered_change order by number limit most) returning *)
  select coalesce(array_agg(took::entered_change order by number), '{}') into taken from took;
  foreach entered in array taken loop
    continue when entered.version is null;
    select * into before from register_item i
    where i.resource = entered.resource and i.resource_id = entered.resource_id;
    seen := found;
    gone := entered.op in ('withdrawn', 'erased');
    new_tags := case when gone then '{}' else change_tags(entered.resource, entered.resource_id) end;
    head := head + 1;
    insert into change (position, resource, resource_id, slug, op, version, at, previous_tags, tags)
    values (head, entered.resource, entered.resource_id, entered.slug, entered.op, entered.version, entered.at,
            coalesce(before.tags, '{}'), new_tags);
    update register_digest d
    set digest = d.digest
        # case when seen then item_digest(before.resource, before.resource_id, before.version) else nothing end
        # case when gone then nothing else item_digest(entered.resource, entered.resource_id, entered.version) end,
      items = d.items - seen::integer + (not gone)::integer
    where d.bucket = get_byte(uuid_send(entered.resource_id), 15);
    if gone then
      delete from register_item i
      where i.resource = entered.resource and i.resource_id = entered.resource_id;
    else
      insert into register_item as i (resource, resource_id, slug, version, tags)
      values (entered.resource, entered.resource_id, entered.slug, entered.version, new_tags)
      on conflict (resource, resource_id) do update
      set slug = excluded.slug, version = excluded.version, tags = excluded.tags;
      if entered.resource = 'case-study' and seen and before.tags <> new_tags then
        moved := moved || entered.resource_id;
      end if;
    end if;
  end loop;
  with named as (
    select d.resource, d.resource_id, max(t.at) as at
    from unnest(taken) t cross join dependants(t.resource, t.resource_id, t.op) d
    where t.version is null
    group by d.resource, d.resource_id
    union all
    select 'metric', m.id, clock_timestamp() from metric m where m.case_study_id = any(moved)),
  depends as (
    select i.resource, i.resource_id, i.slug, i.version, max(n.at) as at, i.tags as previous_tags,
      case i.resource when 'metric' then change_tags(i.resource, i.resource_id) else i.tags end as tags
    from named n join register_item i on i.resource = n.resource and i.resource_id = n.resource_id
    where not exists (select 1 from unnest(taken) t
                      where t.version is not null and t.resource = i.resource and t.resource_id = i.resource_id)
    group by i.resource, i.resource_id),
  retagged as (
    update register_item i set tags = d.tags from depends d
    where i.resource = d.resource and i.resource_id = d.resource_id and i.tags <> d.tags)
  insert into change (position, resource, resource_id, slug, op, version, at, previous_tags, tags)
  select head + row_number() over (order by resource, resource_id), resource, resource_id, slug, 'updated', version, at,
    previous_tags, tags
  from depends;
  get diagnostics depending = row_count;
  head := head + depending;
  if head > first then
    perform pg_notify('change', head::text);
  end if;
  return cardinality(taken);
end
$$;
