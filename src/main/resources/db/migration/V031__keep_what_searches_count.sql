-- What every search of readers counts and sorts by, beside the vector that it finds. Written when a version becomes
-- public and never changed, since what was published is not; null before that. V032 fills in what there is.
alter table case_study_search
  add column case_study_id uuid,
  add column vocabulary_entries text[],
  add column organisations uuid[];

create function keep_what_searches_count() returns trigger language plpgsql set search_path from current as $$
begin
  select v.case_study_id,
         array(select 'themes/' || v.theme where v.theme is not null
               union all
               select vocabulary || '/' || topic from case_study_topic where case_study_version_id = v.id
               union all
               select vocabulary || '/' || population from case_study_population where case_study_version_id = v.id),
         array(select distinct organisation_id from case_study_organisation where case_study_version_id = v.id)
  into new.case_study_id, new.vocabulary_entries, new.organisations
  from case_study_version v where v.id = new.case_study_version_id;
  return new;
end
$$;

create trigger public_version_is_counted before insert or update on case_study_search
  for each row when (new.is_public) execute function keep_what_searches_count();

-- Every public version counts as having the empty word: so the words also tell how many versions there are. Drafts have
-- nothing to count, and do not wait for who counts.
create or replace function count_words() returns trigger language plpgsql set search_path from current as $$
declare
  goes boolean := false;
  comes boolean := false;
begin
  if tg_op <> 'INSERT' then
    goes := exists (select from gone where is_public);
  end if;
  if tg_op <> 'DELETE' then
    comes := exists (select from come where is_public);
  end if;
  if goes or comes then
    -- One writer at a time: all of them touch the commonest words, in any order.
    perform pg_advisory_xact_lock(hashtextextended('search_word', 0));
  end if;
  if goes then
    merge into search_word w
    using (select stem, count(*) as documents from gone, unnest(array_append(tsvector_to_array(vector), '')) stem
           where is_public group by stem) g on g.stem = w.stem
    when matched and w.documents > g.documents then update set documents = w.documents - g.documents
    when matched then delete;
  end if;
  if comes then
    merge into search_word w
    using (select stem, count(*) as documents from come, unnest(array_append(tsvector_to_array(vector), '')) stem
           where is_public group by stem) c on c.stem = w.stem
    when matched then update set documents = w.documents + c.documents
    when not matched then insert values (c.stem, c.documents);
  end if;
  return null;
end
$$;

insert into search_word
select '', count(*) from case_study_search where is_public having count(*) > 0;

-- The same texts as before, by one expression: to translate by a list costs more than all other work on a text.
create or replace function search_text(written text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(written, '[' || separators() || ']|(?<=[0-9])-(?=[0-9])', ' ', 'g')
$$;

create or replace function set_apart(written text) returns text language sql immutable strict parallel safe as $$
  select case when written ~ ('[' || separators() || stand_ins() || ']')
              then regexp_replace(translate(written, separators(), stand_ins()),
                                  '([' || stand_ins() || '])', ' \1 ', 'g')
              else written end
$$;

create or replace function put_back(shown text) returns text language sql immutable strict parallel safe as $$
  select case when shown ~ ('[' || stand_ins() || ']')
              then translate(regexp_replace(shown, ' ?([' || stand_ins() || ']) ?', '\1', 'g'),
                             stand_ins(), separators())
              else shown end
$$;
