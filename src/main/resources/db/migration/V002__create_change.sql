-- Every row of the register that appears or changes is entered here in the same transaction, whoever writes it.
-- Append-only: the service may only read it; the trigger functions enter rows as the owner.
create sequence change_position;

create table change (
  position bigint primary key,
  resource text not null
    check (resource in ('case-study', 'metric', 'organisation', 'funding-programme', 'grant')),
  resource_id uuid not null,
  slug text not null,
  op text not null check (op in ('published', 'updated', 'withdrawn', 'erased')),
  version integer not null,
  at timestamptz not null
);

create index change_by_resource on change (resource, resource_id, position);

-- The one place that enters a change. It runs in deferred triggers, last thing before the commit, and holds the
-- lock until the commit is done: so positions are in the order of commits, and none appears behind a later one.
create function enter_change(resource text, id uuid, slug text, op text, version integer) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('change', 0));
  insert into change (position, resource, resource_id, slug, op, version, at)
  values (nextval('change_position'), resource, id, slug, op, version, clock_timestamp());
end
$$;

revoke all on function enter_change(text, uuid, text, text, integer) from public;

-- The change log keeps its rows, even from its owner's mistakes.
create function refuse_to_rewrite() returns trigger language plpgsql as $$
begin
  raise exception 'Rows of % are only ever added', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger change_is_append_only before update or delete or truncate on change
  for each statement execute function refuse_to_rewrite();

grant select on change to "${serviceRole}";
