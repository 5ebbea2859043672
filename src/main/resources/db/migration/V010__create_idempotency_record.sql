-- That a request was done, and to what. It keeps nothing of what the request said, and is forgotten after a day.
create table idempotency_record (
  caller text not null,
  idempotency_key text not null,
  request_hash text not null,
  -- Absent while the request is being done.
  resource_id uuid,
  created_at timestamptz not null,
  primary key (caller, idempotency_key)
);

create index idempotency_record_oldest on idempotency_record (created_at);

grant select, insert, update, delete on idempotency_record to "${serviceRole}";
