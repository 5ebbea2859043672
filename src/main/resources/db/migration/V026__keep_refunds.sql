-- The money of a cancelled grant may have been given to others since it came back: its refunds are not reversed.
create function keep_refund_of_cancelled_grant() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  status_now text;
begin
  select status into status_now from grant_award where id = new.grant_id for no key update;
  if status_now = 'cancelled'
     and exists (select 1 from ledger_entry
                 where grant_id = new.grant_id and reference = new.reverses and kind = 'refund')
     and not exists (select 1 from ledger_entry where grant_id = new.grant_id and reverses = new.reverses) then
    perform refuse_ledger_entry('not-active', 'The grant is cancelled');
  end if;
  return new;
end
$$;

-- Before the trigger that moves the money: those of one table go by their names.
create trigger ledger_entry_keeps_refunds before insert on ledger_entry
  for each row when (new.reverses is not null) execute function keep_refund_of_cancelled_grant();
