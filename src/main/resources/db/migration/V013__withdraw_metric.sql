-- A metric that readers no longer see: its case study was withdrawn, or says it no more.
alter table metric add column withdrawn boolean not null default false;

create or replace function enter_metric_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform enter_change('metric', new.id, new.slug,
                       case when new.withdrawn then 'withdrawn'
                            when tg_op = 'INSERT' then 'published'
                            when old.published_version is null or old.withdrawn then 'published'
                            else 'updated' end,
                       new.published_version);
  return null;
end
$$;

drop trigger metric_changes on metric;
create constraint trigger metric_changes after update on metric
  deferrable initially deferred for each row
  when (new.published_version is not null
        and (old.published_version is distinct from new.published_version or old.withdrawn <> new.withdrawn))
  execute function enter_metric_change();
