-- What V033 and V034 tell of.
create function topics_in_short(of_version bigint) returns text
language sql stable set search_path = public, pg_temp as $$
  select case when length(codes) <= 800 then codes end
  from (select coalesce(string_agg(topic, ' ' order by position), '') as codes
        from case_study_topic where case_study_version_id = of_version) t
$$;

create function populations_in_short(of_version bigint) returns text
language sql stable set search_path = public, pg_temp as $$
  select case when length(codes) <= 800 then codes end
  from (select coalesce(string_agg(population, ' ' order by position), '') as codes
        from case_study_population where case_study_version_id = of_version) p
$$;

revoke all on function topics_in_short(bigint) from public;
revoke all on function populations_in_short(bigint) from public;

create or replace function place_figure() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  published boolean;
begin
  select v.theme, v.lead_council_id, v.published_at is not null and v.superseded_at is null, v.published_at is not null
  into strict new.theme, new.council_id, new.shown, published
  from case_study_version v where v.id = new.case_study_version_id for share;
  if published then
    new.topics := topics_in_short(new.case_study_version_id);
    new.populations := populations_in_short(new.case_study_version_id);
  end if;
  return new;
end
$$;

create or replace function place_figures() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  seen boolean := new.published_at is not null and new.superseded_at is null;
  topics_kept text := case when new.published_at is not null then topics_in_short(new.id) end;
  populations_kept text := case when new.published_at is not null then populations_in_short(new.id) end;
begin
  update summary_figure set theme = new.theme, council_id = new.lead_council_id, shown = seen,
    topics = topics_kept, populations = populations_kept
  where metric_version_id in (select id from metric_version where case_study_version_id = new.id);
  update computed_change set theme = new.theme, council_id = new.lead_council_id, shown = seen,
    topics = topics_kept, populations = populations_kept
  where metric_version_id in (select id from metric_version where case_study_version_id = new.id);
  return null;
end
$$;

-- What is published at once has its topics written after it, perhaps after its figures as well. As in place_figure, a
-- version that is published meanwhile waits.
create function place_shared_groups() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_version bigint := new.case_study_version_id;
  published boolean;
  topics_kept text;
  populations_kept text;
begin
  select v.published_at is not null into strict published
  from case_study_version v where v.id = of_version for share;
  if not published then
    return null;
  end if;
  topics_kept := topics_in_short(of_version);
  populations_kept := populations_in_short(of_version);
  update summary_figure set topics = topics_kept, populations = populations_kept
  where metric_version_id in (select id from metric_version where case_study_version_id = of_version);
  update computed_change set topics = topics_kept, populations = populations_kept
  where metric_version_id in (select id from metric_version where case_study_version_id = of_version);
  return null;
end
$$;

create trigger topic_is_placed after insert on case_study_topic
  for each row execute function place_shared_groups();
