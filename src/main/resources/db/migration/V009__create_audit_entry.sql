-- Who changed what, which version, when and with which key. Append-only, and it names things without telling them.
create table audit_entry (
  id uuid primary key,
  at timestamptz not null,
  caller text not null,
  organisation_id uuid references organisation,
  operation text not null,
  resource text not null,
  resource_id uuid not null,
  slug text not null,
  version integer,
  trace_id text not null
);

create index audit_entry_newest on audit_entry (at desc, id desc);
create index audit_entry_by_slug on audit_entry (slug, at desc);

create trigger audit_entry_is_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_to_rewrite();

grant select, insert on audit_entry to "${serviceRole}";
