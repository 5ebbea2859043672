-- What lists of published case studies look at, in narrow rows, in the state that the change log has: lists, documents
-- and the feed tell of the same.
create table listed_case_study (
  -- Of the version.
  id bigint primary key references case_study_version on delete cascade,
  case_study_id uuid not null unique,
  title text not null,
  theme text,
  source_publication text,
  source_published_first date,
  source_published_last date,
  published_at timestamptz not null,
  -- What lists are filtered by: theme:<code>, topic:<code>, population:<code>, organisation:<id>.
  tags text[] not null
);

create function list_case_study() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    delete from listed_case_study where case_study_id = old.resource_id;
  else
    insert into listed_case_study
    select v.id, v.case_study_id, v.title, v.theme, v.source_publication, v.source_published_first,
      v.source_published_last, v.published_at, new.tags || array(
        select 'population:' || p.population from case_study_population p where p.case_study_version_id = v.id)
    from case_study_version v
    where v.case_study_id = new.resource_id and v.version = new.version and v.published_at is not null
    on conflict (case_study_id) do update
    set id = excluded.id, title = excluded.title, theme = excluded.theme,
      source_publication = excluded.source_publication, source_published_first = excluded.source_published_first,
      source_published_last = excluded.source_published_last, published_at = excluded.published_at,
      tags = excluded.tags;
  end if;
  return null;
end
$$;

-- Nobody gives a change its place between what is entered here and the triggers.
lock table register_item in share row exclusive mode;

insert into listed_case_study
select v.id, v.case_study_id, v.title, v.theme, v.source_publication, v.source_published_first,
  v.source_published_last, v.published_at, i.tags || array(
    select 'population:' || p.population from case_study_population p where p.case_study_version_id = v.id)
from register_item i
join case_study_version v on v.case_study_id = i.resource_id and v.version = i.version
where i.resource = 'case-study' and v.published_at is not null;

create index listed_case_study_newest on listed_case_study (published_at desc, case_study_id desc);
create index listed_case_study_by_title on listed_case_study (lower(title) collate "C", case_study_id);
create index listed_case_study_by_tag on listed_case_study using gin (tags) with (fastupdate = off);
analyze listed_case_study;

create trigger case_study_appears_in_lists after insert on register_item for each row
  when (new.resource = 'case-study') execute function list_case_study();
create trigger case_study_changes_in_lists after update on register_item for each row
  when (new.resource = 'case-study' and (old.version, old.tags) <> (new.version, new.tags))
  execute function list_case_study();
create trigger case_study_leaves_lists after delete on register_item for each row
  when (old.resource = 'case-study') execute function list_case_study();

grant select on listed_case_study to "${serviceRole}";

-- What lists show of a thing, made along with its document.
alter table register_document add listed bytea;
alter table register_document alter column listed set storage external;

-- Keeps a document, and what lists show of the thing, unless it has changed meanwhile, or is going at this moment.
create function keep_document(
  of_resource text, of_id uuid, at_position bigint, maker text, document bytea, in_lists bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into register_document (resource, resource_id, position, made_by, body, listed)
  select i.resource, i.resource_id, i.position, maker, document, in_lists from register_item i
  where i.resource = of_resource and i.resource_id = of_id and i.position = at_position
  for key share skip locked
  on conflict (resource, resource_id) do update
  set position = excluded.position, made_by = excluded.made_by, body = excluded.body, listed = excluded.listed
$$;

revoke all on function keep_document(text, uuid, bigint, text, bytea, bytea) from public;
grant execute on function keep_document(text, uuid, bigint, text, bytea, bytea) to "${serviceRole}";
