-- Entries change places within one transaction.
alter table vocabulary_entry
  drop constraint vocabulary_entry_vocabulary_position_key,
  add unique (vocabulary, position) deferrable initially deferred;
