create extension if not exists unaccent;

-- English stems without accents. The dictionary is named with its schema: the extension may have been put elsewhere.
create text search configuration casebook (copy = pg_catalog.english);

do $$
begin
  execute format('alter text search configuration casebook alter mapping for hword, hword_part, word '
                 'with %s, pg_catalog.english_stem',
                 (select format('%I.%I', n.nspname, d.dictname)
                  from pg_ts_dict d join pg_namespace n on n.oid = d.dictnamespace
                  where d.dictname = 'unaccent'
                  order by pg_ts_dict_is_visible(d.oid) desc limit 1));
end
$$;

-- What separates words, whatever the parser makes of it: to it "health/social" is the path of a file and "<b>" a tag,
-- and in a database with the locale C a dash or a curly quotation mark is a letter.
create function separators() returns text language sql immutable parallel safe as $$
  select E'/<\u00a0\u00b7\u00a3\u00ab\u00bb\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac'
$$;

-- Text as the parser should see it: also "2023-24" as two numbers, not as one and a negative one.
create function search_text(written text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(translate(written, separators(), repeat(' ', length(separators()))),
                        '([0-9])-(?=[0-9])', '\1 ', 'g')
$$;

-- The same for text that is to be shown: separators stand apart as characters of the private use area, until they are
-- put back.
create function stand_ins() returns text language sql immutable parallel safe as $$
  select string_agg(chr(57360 + n), '' order by n) from generate_series(1, length(separators())) n
$$;

create function set_apart(written text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(translate(written, separators(), stand_ins()), '([' || stand_ins() || '])', ' \1 ', 'g')
$$;

create function put_back(shown text) returns text language sql immutable strict parallel safe as $$
  select translate(regexp_replace(shown, ' ?([' || stand_ins() || ']) ?', '\1', 'g'), stand_ins(), separators())
$$;

-- Markdown as it is read: no link addresses, emphasis, or marks of headings and lists.
create function without_markdown(written text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(regexp_replace(regexp_replace(written,
           '!?\[([^]]*)\]\([^)]*\)', '\1', 'g'),
           '\*+|`+|\m_+|_+\M', '', 'g'),
           '(^|\n)[ \t]*([-+#>]+|[0-9]+[.)])[ \t]+', '\1', 'g')
$$;

-- Every text that a version is found by. The names of topics and populations say what it is about, so they are one
-- field.
create view case_study_search_text as
  select id as case_study_version_id, 'title' as field, 1 as position, title as text from case_study_version
  union all
  select id, 'summary', 1, summary from case_study_version where summary is not null
  union all
  select a.case_study_version_id, 'topics', a.position, e.name
  from (select case_study_version_id, vocabulary, topic as code, position from case_study_topic
        union all
        select case_study_version_id, vocabulary, population, 1000 + position from case_study_population) a
  join vocabulary_entry e using (vocabulary, code)
  union all
  select v.id, 'sections', s.position::integer,
         concat_ws(': ', s.section ->> 'heading', without_markdown(s.section ->> 'body'))
  from case_study_version v, jsonb_array_elements(v.sections) with ordinality s (section, position)
  union all
  select v.id, 'barriers', b.position::integer, b.text
  from case_study_version v, jsonb_array_elements_text(v.barriers) with ordinality b (text, position)
  union all
  select v.id, 'conditions', c.position::integer, c.text
  from case_study_version v, jsonb_array_elements_text(v.conditions) with ordinality c (text, position)
  union all
  select o.case_study_version_id, 'organisations', o.position, concat_ws(', ', n.name, c.short_name)
  from case_study_organisation o
  join organisation n on n.id = o.organisation_id
  left join council c using (organisation_id);

-- What each version is found by, draft or published.
create table case_study_search (
  case_study_version_id bigint primary key references case_study_version on delete cascade,
  is_public boolean not null,
  vector tsvector not null
);

create index case_study_search_by_word on case_study_search using gin (vector)
  with (gin_pending_list_limit = 1024);
create index case_study_search_public on case_study_search (case_study_version_id) where is_public;

-- In how many public versions each word (its stem) occurs: what the register knows, and how rare it is.
create table search_word (
  stem text primary key,
  documents integer not null
) with (fillfactor = 70);

create function count_words() returns trigger language plpgsql set search_path from current as $$
begin
  -- One writer at a time: all of them touch the commonest words, in any order.
  perform pg_advisory_xact_lock(hashtextextended('search_word', 0));
  if tg_op <> 'INSERT' then
    merge into search_word w
    using (select stem, count(*) as documents from gone, unnest(tsvector_to_array(vector)) stem
           where is_public group by stem) g on g.stem = w.stem
    when matched and w.documents > g.documents then update set documents = w.documents - g.documents
    when matched then delete;
  end if;
  if tg_op <> 'DELETE' then
    merge into search_word w
    using (select stem, count(*) as documents from come, unnest(tsvector_to_array(vector)) stem
           where is_public group by stem) c on c.stem = w.stem
    when matched then update set documents = w.documents + c.documents
    when not matched then insert values (c.stem, c.documents);
  end if;
  return null;
end
$$;

create trigger case_study_search_appears after insert on case_study_search
  referencing new table as come for each statement execute function count_words();
create trigger case_study_search_changes after update on case_study_search
  referencing old table as gone new table as come for each statement execute function count_words();
create trigger case_study_search_goes after delete on case_study_search
  referencing old table as gone for each statement execute function count_words();

grant select on case_study_search_text to "${serviceRole}";
grant select, insert, update, delete on case_study_search, search_word to "${serviceRole}";
