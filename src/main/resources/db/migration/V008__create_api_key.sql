-- Keys of systems. Of the key itself only a hash is kept; the prefix finds it.
create table api_key (
  id uuid primary key,
  prefix text not null unique check (prefix ~ '^[A-Za-z0-9]{8}$'),
  hash bytea not null check (length(hash) = 32),
  name text not null check (name ~ '\S'),
  organisation_id uuid references organisation,
  roles jsonb not null check (jsonb_typeof(roles) = 'array' and jsonb_array_length(roles) > 0),
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  check (not roles ? 'contributor' or organisation_id is not null)
);

create index api_key_newest on api_key (created_at desc, id desc);

grant select, insert on api_key to "${serviceRole}";
grant update (revoked_at, last_used_at, organisation_id) on api_key to "${serviceRole}";
