-- Only for indicators: the unit and polarity of the measure where its source states them, and the source.
alter table vocabulary_entry
  add unit text,
  add unit_vocabulary text generated always as ('units') stored,
  add polarity text check (polarity in ('higher-is-better', 'lower-is-better', 'neutral')),
  add source text check (source ~ '^https://'),
  add foreign key (unit_vocabulary, unit) references vocabulary_entry (vocabulary, code)
    deferrable initially deferred;
