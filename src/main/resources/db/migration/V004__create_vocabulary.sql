create table vocabulary (
  name text primary key check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);

create table vocabulary_entry (
  vocabulary text not null references vocabulary,
  code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
  position integer not null,
  name text not null check (name ~ '\S'),
  -- Only for units: whether figures in it may be added up.
  additive boolean,
  -- Only for quality statements: the theme that the statement belongs to.
  theme text,
  theme_vocabulary text generated always as ('themes') stored,
  primary key (vocabulary, code),
  unique (vocabulary, position),
  foreign key (theme_vocabulary, theme) references vocabulary_entry (vocabulary, code)
    deferrable initially deferred
);

grant select, insert, update on vocabulary, vocabulary_entry to "${serviceRole}";
