-- Two records of one body: the one that goes stays as a name of the one that it was merged into. Whatever was merged
-- into it before goes with it, so that there are no chains.
alter table organisation
  add column merged_into_id uuid references organisation,
  add check (merged_into_id <> id);

create index organisation_by_merged_into on organisation (merged_into_id) where merged_into_id is not null;

create or replace function enter_organisation_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform enter_change('organisation', new.id, new.slug,
                       case when new.merged_into_id is not null then 'withdrawn'
                            when tg_op = 'INSERT' then 'published'
                            else 'updated' end,
                       new.version);
  return null;
end
$$;

-- An identifier may move along the list, or to another organisation, within one transaction.
alter table organisation_identifier
  drop constraint organisation_identifier_scheme_code_key,
  add unique (scheme, code) deferrable initially deferred;

-- Whoever writes a case study or makes a key while an organisation is merged waits for the merge at the foreign key,
-- and must not write the name that is gone by then.
create function refuse_merged_organisation() returns trigger language plpgsql as $$
begin
  if exists (select 1 from organisation where id = new.organisation_id and merged_into_id is not null) then
    raise exception 'Organisation % was merged into another', new.organisation_id
      using errcode = 'serialization_failure';
  end if;
  return null;
end
$$;

create trigger merged_organisation_is_not_named after insert or update of organisation_id on case_study_organisation
  for each row execute function refuse_merged_organisation();

create trigger merged_organisation_has_no_key after insert or update of organisation_id on api_key
  for each row execute function refuse_merged_organisation();
