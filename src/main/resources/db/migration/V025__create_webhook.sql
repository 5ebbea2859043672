-- Where systems want to be told of changes, and how far each has been told. The secret is what messages are signed with,
-- so it is kept as it is.
create table webhook (
  id uuid primary key,
  -- Whom it belongs to, as the audit names callers, and the organisation whose callers share it.
  caller text not null,
  organisation_id uuid references organisation,
  url text not null check (url ~ '^https?://'),
  description text check (description ~ '\S'),
  filter jsonb not null check (jsonb_typeof(filter) = 'object'),
  secret text not null check (secret ~ '^whsec_.'),
  replaced_secret text,
  replaced_secret_until timestamptz,
  status text not null check (status in ('active', 'paused')),
  pause_reason text check (pause_reason in ('gone', 'failing', 'key-not-valid')),
  -- Up to where in the change log it has been told everything.
  position bigint not null check (position >= 0),
  -- The message that is under way, the same at each attempt, and up to where it tells.
  message_id text,
  message text,
  message_position bigint check (message_position > position),
  failures integer not null check (failures >= 0),
  failed_at timestamptz,
  failure_reason text,
  failure_status_code integer,
  delivered_at timestamptz,
  due_at timestamptz not null,
  -- Who sends the message now, and until when nobody else does.
  lease uuid,
  leased_until timestamptz,
  created_at timestamptz not null,
  check ((status = 'paused') = (pause_reason is not null)),
  check ((message_id is null) = (message is null) and (message is null) = (message_position is null)),
  check ((lease is null) = (leased_until is null)),
  check ((failed_at is null) = (failure_reason is null)),
  check ((replaced_secret is null) = (replaced_secret_until is null))
);

create index webhook_newest on webhook (created_at desc, id desc);
create index webhook_due on webhook (due_at) where status = 'active';
create index webhook_by_caller on webhook (caller);
create index webhook_by_organisation on webhook (organisation_id);

grant select, insert, delete on webhook to "${serviceRole}";
grant update (caller, organisation_id, url, description, filter, secret, replaced_secret, replaced_secret_until, status,
              pause_reason, position, message_id, message, message_position, failures, failed_at, failure_reason,
              failure_status_code, delivered_at, due_at, lease, leased_until) on webhook to "${serviceRole}";
