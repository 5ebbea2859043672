-- What is true of the register as a whole: one row.
create table register (
  only_row boolean primary key default true check (only_row),
  -- Tells this database from a restored or copied one.
  epoch uuid not null default gen_random_uuid(),
  -- Signs the cursors of lists, so that every replica accepts them and nobody can make one up.
  cursor_key bytea not null
    default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'),
  dataset_loaded_at timestamptz
);

insert into register default values;

grant select on register to "${serviceRole}";
grant update (dataset_loaded_at) on register to "${serviceRole}";
