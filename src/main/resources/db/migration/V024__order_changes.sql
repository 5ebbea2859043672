-- Writers enter what they changed here, in any number at once; it gets its place in the change log once it is
-- committed. So nobody waits for anybody else's commit, and a transaction that is held open holds up nothing.
create sequence entered_change_number;

create table entered_change (
  -- Taken while the row that changed is locked: of one thing the numbers are in the order of commits.
  number bigint primary key default nextval('entered_change_number'),
  resource text not null,
  resource_id uuid not null,
  slug text not null,
  op text not null,
  version integer not null,
  at timestamptz not null
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

-- Gives changes that have been committed their places in the change log, one caller at a time: none appears behind a
-- later one. Tells how many it found; if that is as many as it was to take at most, there may be more.
create function order_changes(most integer default 1000) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  entered entered_change;
  before register_item;
  seen boolean;
  gone boolean;
  nothing constant bit(256) := repeat('0', 256);
  new_tags text[];
  head bigint;
  ordered integer := 0;
begin
  if not exists (select 1 from entered_change order by number limit 1) then
    return 0;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('change', 0));
  head := coalesce((select max(position) from change), 0);
  for entered in
    with taken as (
      delete from entered_change
      where number in (select number from entered_change order by number limit most) returning *)
    select * from taken order by number
  loop
    select * into before from register_item i
    where i.resource = entered.resource and i.resource_id = entered.resource_id;
    seen := found;
    gone := entered.op in ('withdrawn', 'erased');
    new_tags := case when gone then '{}' else change_tags(entered.resource, entered.resource_id) end;
    ordered := ordered + 1;
    insert into change (position, resource, resource_id, slug, op, version, at, previous_tags, tags)
    values (head + ordered, entered.resource, entered.resource_id, entered.slug, entered.op, entered.version,
            entered.at, coalesce(before.tags, '{}'), new_tags);
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
    end if;
  end loop;
  if ordered > 0 then
    perform pg_notify('change', (head + ordered)::text);
  end if;
  return ordered;
end
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
