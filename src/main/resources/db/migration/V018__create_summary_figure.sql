-- What lists and summaries have to know of an observation, in one narrow row: what it is filtered, sorted and grouped
-- by, and whether it may enter a sum. It follows from the version alone, as computed_change does.
create table summary_figure (
  metric_version_id bigint not null references metric_version on delete cascade,
  position integer not null,
  case_study_version_id bigint not null,
  metric_id uuid not null,
  metric_slug text collate "C" not null,
  kind text not null,
  polarity text not null,
  indicator text,
  role text not null,
  unit text not null,
  individual boolean not null,
  period_first date,
  period_last date,
  dimensions jsonb not null,
  -- Why it never enters a sum; absent where it may.
  left_out text,
  amount numeric,
  approximate boolean not null,
  cumulative boolean not null,
  -- The names of its dimensions, sorted; empty for the whole.
  part text not null,
  -- No other observation is known that it may stand for twice in a sum; where it is false, the sum has to look.
  alone boolean not null,
  year integer generated always as (extract(year from period_last)::integer) stored,
  primary key (metric_version_id, position)
);

create index summary_figure_in_the_source on summary_figure (metric_slug, position);
create index summary_figure_by_unit_and_role on summary_figure (unit, role) include (case_study_version_id);
create index summary_figure_by_case_study on summary_figure (case_study_version_id, unit, amount)
  where left_out is null;
create index summary_figure_to_look_at on summary_figure (metric_version_id) where left_out is null and not alone;

-- Figures of one case study that say the same number of the same time may be one figure under two titles.
create function find_repeated_figure() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update summary_figure s set alone = false
  where s.case_study_version_id = new.case_study_version_id and s.left_out is null and s.unit = new.unit
    and s.amount = new.amount and s.period_first = new.period_first and s.period_last = new.period_last
    and s.part = '' and s.alone
    and exists (
      select 1 from summary_figure r
      where r.case_study_version_id = s.case_study_version_id and r.left_out is null and r.unit = s.unit
        and r.amount = s.amount and r.period_first = s.period_first and r.period_last = s.period_last
        and r.part = '' and (r.metric_version_id, r.position) <> (s.metric_version_id, s.position));
  return null;
end
$$;

create trigger summary_figure_appears after insert on summary_figure for each row
  when (new.left_out is null and new.part = '' and new.period_first is not null and new.period_last is not null)
  execute function find_repeated_figure();

-- All that a summary reads of the versions that are shown.
create index case_study_version_shown on case_study_version (id) include (case_study_id, theme, lead_council_id)
  where published_at is not null and superseded_at is null;

grant select, insert, delete on summary_figure to "${serviceRole}";
