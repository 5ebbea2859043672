-- Where the last change of each thing stands: what was made of the thing before it no longer holds.
alter table register_item add column position bigint;

update register_item i set position = latest.position
from (select resource, resource_id, max(position) as position from change group by resource, resource_id) latest
where latest.resource = i.resource and latest.resource_id = i.resource_id;

alter table register_item alter column position set not null;

create index register_item_by_slug on register_item (resource, slug);

-- What everybody reads of a thing, as it was made when somebody first asked for it after a change. It goes with the
-- thing, so that nothing stays of what was erased. It is not compressed: it is read far more often than written.
create table register_document (
  resource text not null,
  resource_id uuid not null,
  position bigint not null,
  -- Another build of the service, or another state of the vocabularies, may make another one.
  made_by text not null,
  body bytea not null,
  primary key (resource, resource_id),
  foreign key (resource, resource_id) references register_item on delete cascade
);

alter table register_document alter column body set storage external;
grant select on register_document to "${serviceRole}";

-- Keeps a document unless its thing has changed meanwhile, or is going at this moment: whoever reads does not wait for
-- whoever gives changes their places.
create function keep_document(of_resource text, of_id uuid, at_position bigint, maker text, document bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into register_document (resource, resource_id, position, made_by, body)
  select i.resource, i.resource_id, i.position, maker, document from register_item i
  where i.resource = of_resource and i.resource_id = of_id and i.position = at_position
  for key share skip locked
  on conflict (resource, resource_id) do update
  set position = excluded.position, made_by = excluded.made_by, body = excluded.body
$$;

revoke all on function keep_document(text, uuid, bigint, text, bytea) from public;
grant execute on function keep_document(text, uuid, bigint, text, bytea) to "${serviceRole}";

-- What a thing has to do with, asked of nothing but the tables of its own kind: every write waits for it.
create or replace function change_tags(of_resource text, of_id uuid) returns text[]
language plpgsql stable set search_path = public, pg_temp as $$
declare
  tags text[];
begin
  case of_resource
    when 'organisation' then
      tags := array['organisation:' || of_id];
    when 'grant' then
      select array['organisation:' || g.recipient_id] into tags from grant_award g
      where g.id = of_id and g.recipient_id is not null;
    when 'funding-programme' then
      select array_agg(distinct 'organisation:' || f.organisation_id order by 'organisation:' || f.organisation_id)
      into tags
      from (select funder_id as organisation_id from funding_programme where id = of_id and funder_id is not null
            union select organisation_id from funding_programme_funder where funding_programme_id = of_id) f;
    else
      with shown as (
        select v.id, v.theme from case_study s
        join case_study_version v on v.case_study_id = s.id and v.version = s.published_version
        where s.id = case of_resource
          when 'case-study' then of_id
          when 'metric' then (select m.case_study_id from metric m where m.id = of_id) end)
      select array_agg(distinct tag order by tag) filter (where tag is not null) into tags from (
        select 'theme:' || theme as tag from shown
        union all select 'topic:' || t.topic from shown join case_study_topic t on t.case_study_version_id = shown.id
        union all select 'organisation:' || o.organisation_id from shown
          join case_study_organisation o on o.case_study_version_id = shown.id) named;
  end case;
  return coalesce(tags, '{}');
end
$$;

-- As before, but it looks for dependants only where there can be some: most changes have none.
create or replace function order_changes(most integer default 1000) returns integer
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
  depending integer := 0;
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
      insert into register_item as i (resource, resource_id, slug, version, tags, position)
      values (entered.resource, entered.resource_id, entered.slug, entered.version, new_tags, head)
      on conflict (resource, resource_id) do update
      set slug = excluded.slug, version = excluded.version, tags = excluded.tags, position = excluded.position;
      if entered.resource = 'case-study' and seen and before.tags <> new_tags then
        moved := moved || entered.resource_id;
      end if;
    end if;
  end loop;
  if cardinality(moved) > 0 or exists (select 1 from unnest(taken) t where t.version is null) then
    with named as (
      select d.resource, d.resource_id, max(t.at) as at
      from unnest(taken) t cross join dependants(t.resource, t.resource_id, t.op) d
      where t.version is null
      group by d.resource, d.resource_id
      union all
      select 'metric', m.id, clock_timestamp() from metric m where m.case_study_id = any(moved)),
    depends as (
      select i.resource, i.resource_id, i.slug, i.version, max(n.at) as at, i.tags as previous_tags,
        case i.resource when 'metric' then change_tags(i.resource, i.resource_id) else i.tags end as tags,
        head + row_number() over (order by i.resource, i.resource_id) as position
      from named n join register_item i on i.resource = n.resource and i.resource_id = n.resource_id
      where not exists (select 1 from unnest(taken) t
                        where t.version is not null and t.resource = i.resource and t.resource_id = i.resource_id)
      group by i.resource, i.resource_id),
    placed as (
      update register_item i set tags = d.tags, position = d.position from depends d
      where i.resource = d.resource and i.resource_id = d.resource_id)
    insert into change (position, resource, resource_id, slug, op, version, at, previous_tags, tags)
    select position, resource, resource_id, slug, 'updated', version, at, previous_tags, tags
    from depends;
    get diagnostics depending = row_count;
  end if;
  head := head + depending;
  if head > first then
    perform pg_notify('change', head::text);
  end if;
  return cardinality(taken);
end
$$;
