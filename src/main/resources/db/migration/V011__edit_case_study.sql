-- Drafts, review, withdrawal, and who did it.
alter table case_study
  add column withdrawn_at timestamptz,
  add column withdrawal_reason text check (withdrawal_reason ~ '\S'),
  add column superseded_by_id uuid references case_study on delete set null,
  add check (superseded_by_id <> id),
  add check ((status = 'withdrawn') = (withdrawn_at is not null)),
  add check ((status = 'withdrawn') = (withdrawal_reason is not null));

alter table case_study_version
  add column submitted_at timestamptz,
  -- What an editor said when the draft was returned.
  add column review_comment text check (review_comment ~ '\S'),
  -- Who wrote it last and who published it; absent for what the register ships with.
  add column edited_by text,
  add column edited_by_organisation_id uuid references organisation,
  add column published_by text,
  add check (superseded_at is null or published_at is not null),
  -- A case study of a council's own need not have been printed elsewhere, and may have no theme.
  alter column source_publication drop not null,
  drop constraint case_study_version_check1,
  add check (published_at is null or (summary is not null and jsonb_array_length(sections) > 0));

-- One draft at a time.
create unique index case_study_version_draft on case_study_version (case_study_id) where published_at is null;

-- A published version keeps what it says, so that the register can be read as it stood.
create function keep_published_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.superseded_at is not null
     or to_jsonb(new) - 'superseded_at' <> to_jsonb(old) - 'superseded_at' then
    raise exception 'A published version is never changed' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

create trigger published_case_study_version_is_kept after update or delete on case_study_version
  for each row when (old.published_at is not null) execute function keep_published_version();

create function keep_part_of_published_version() returns trigger language plpgsql as $$
begin
  if exists (select 1 from case_study_version
             where id = old.case_study_version_id and published_at is not null) then
    raise exception 'A published version is never changed' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end
$$;

create trigger published_topic_is_kept before update or delete on case_study_topic
  for each row execute function keep_part_of_published_version();
create trigger published_population_is_kept before update or delete on case_study_population
  for each row execute function keep_part_of_published_version();
create trigger published_quality_statement_is_kept before update or delete on case_study_quality_statement
  for each row execute function keep_part_of_published_version();
create trigger published_organisation_is_kept before update or delete on case_study_organisation
  for each row execute function keep_part_of_published_version();
create trigger published_metric_is_kept before update or delete on metric_version
  for each row execute function keep_part_of_published_version();

create function keep_published_observation() returns trigger language plpgsql as $$
begin
  if exists (select 1 from metric_version m join case_study_version v on v.id = m.case_study_version_id
             where m.id = old.metric_version_id and v.published_at is not null) then
    raise exception 'A published version is never changed' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end
$$;

create trigger published_observation_is_kept before update or delete on observation
  for each row execute function keep_published_observation();
