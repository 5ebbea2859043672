-- Only for indicators: the unit and polarity of the measure where its source states them, and the source.
alter table vocabulary_entry
  add unit text,
  add unit_vocabulary text generated always as ('units') stored,
  add polarity text check (polarity in ('higher-is-better', 'lower-is-better', 'neutral')),
  add source text check (source ~ '^https://'),
  add foreign key (unit_vocabulary, unit) references vocabulary_entry (vocabulary, code)
    deferrable initially deferred;

-- Vocabularies have no place in the change log; this tells their states apart.
alter table vocabulary add version integer not null default 0;

create function count_vocabulary_version() returns trigger language plpgsql as $$
begin
  update vocabulary set version = version + 1 where name = new.vocabulary;
  return null;
end
$$;

create trigger vocabulary_entry_is_written after insert or update on vocabulary_entry
  for each row execute function count_vocabulary_version();
