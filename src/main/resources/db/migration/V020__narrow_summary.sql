-- What a summary of the whole register reads, without a look at case studies: theme and council of the version, and
-- whether readers see it. Triggers keep this true, whoever writes a version or its figures.
alter table summary_figure add theme text, add council_id uuid, add shown boolean not null default false;
alter table computed_change add theme text, add council_id uuid, add shown boolean not null default false;

update summary_figure f
set theme = v.theme, council_id = v.lead_council_id, shown = v.published_at is not null and v.superseded_at is null
from case_study_version v where v.id = f.case_study_version_id;
update computed_change c
set theme = v.theme, council_id = v.lead_council_id, shown = v.published_at is not null and v.superseded_at is null
from case_study_version v where v.id = c.case_study_version_id;

-- Figures of one class are counted together: those left out for one reason (' reason'), or those that may be added up
-- (unit) or compared ('unit indicator'). Codes have no spaces.
alter table summary_figure add class text collate "C" not null generated always as (
  case when left_out is null then unit || coalesce(' ' || indicator, '') else ' ' || left_out end) stored;
alter table computed_change add counted_as text collate "C" generated always as (
  case when individual then 'individual' else verdict end) stored;

-- In the order of case studies, since what has several topics or populations is added up for each case study first.
create index summary_figure_shown on summary_figure (case_study_version_id, class)
  include (theme, council_id, kind, amount, approximate, alone, metric_version_id) where shown;
create index summary_figure_measured on summary_figure (metric_version_id)
  where left_out is null and indicator is not null;
create index computed_change_shown on computed_change (case_study_version_id, counted_as)
  include (theme, council_id, kind) where shown;

-- A version that is published or superseded meanwhile waits for the lock, and then finds the row.
create function place_figure() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select v.theme, v.lead_council_id, v.published_at is not null and v.superseded_at is null
  into strict new.theme, new.council_id, new.shown
  from case_study_version v where v.id = new.case_study_version_id for share;
  return new;
end
$$;

create trigger summary_figure_is_placed before insert on summary_figure
  for each row execute function place_figure();
create trigger computed_change_is_placed before insert on computed_change
  for each row execute function place_figure();

create function place_figures() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  seen boolean := new.published_at is not null and new.superseded_at is null;
begin
  update summary_figure set theme = new.theme, council_id = new.lead_council_id, shown = seen
  where metric_version_id in (select id from metric_version where case_study_version_id = new.id);
  update computed_change set theme = new.theme, council_id = new.lead_council_id, shown = seen
  where metric_version_id in (select id from metric_version where case_study_version_id = new.id);
  return null;
end
$$;

create trigger case_study_version_moves after update on case_study_version for each row
  when (old.theme is distinct from new.theme or old.lead_council_id is distinct from new.lead_council_id
        or (old.published_at is null) <> (new.published_at is null)
        or (old.superseded_at is null) <> (new.superseded_at is null))
  execute function place_figures();

analyze summary_figure;
analyze computed_change;
