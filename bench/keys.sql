-- What is asked for, drawn from what the register holds, in a schema of its own: bench. run.sh calls it with
--   n  the number of generated case studies
-- and fills bench_since, the cursors of the change feed.
\set ON_ERROR_STOP on
\set QUIET on

drop schema if exists bench cascade;
create schema bench;

create temp table drawn as
select k, v.id, v.case_study_id, c.slug, o.slug as council
from generate_series(1, 2000) k
join case_study c on c.slug =
  'bench-' || lpad((1 + mod(hashint8extended(k, 61) & 9223372036854775807, :n))::text, 6, '0')
join case_study_version v on v.case_study_id = c.id
join organisation o on o.id = v.lead_council_id;

create table bench.bench_slug as select k as i, slug, case_study_id as id from drawn;

-- The fullest: their first pages have 20 case studies.
create table bench.bench_pair as
select row_number() over (order by n desc, k, t) as i, k, t, council_id, null::text as topic_id
from (select o.slug as k, t.topic as t, o.id as council_id, count(*) as n
      from case_study_version v
      join case_study_topic t on t.case_study_version_id = v.id
      join organisation o on o.id = v.lead_council_id
      where v.published_at is not null and v.superseded_at is null
      group by o.slug, o.id, t.topic
      order by n desc, k, t limit 300) x;

-- Names of topics, of topics with populations, of places, beginnings of titles, each tenth without its third letter.
create table bench.bench_q as
select row_number() over (order by n, text) as i,
       regexp_replace(case when mod(row_number() over (order by n, text), 10) = 0
                           then overlay(text placing '' from 3 for 1) else text end, '[^a-z0-9]+', ' ', 'g') as q
from (select 1 as n, lower(name) as text from vocabulary_entry where vocabulary = 'topics'
      union
      select 2, lower(e.name || ' ' || f.name)
      from drawn d
      join case_study_topic t on t.case_study_version_id = d.id and t.position = 0
      join case_study_population p on p.case_study_version_id = d.id and p.position = 0
      join vocabulary_entry e on e.vocabulary = t.vocabulary and e.code = t.topic
      join vocabulary_entry f on f.vocabulary = p.vocabulary and f.code = p.population
      where d.k <= 60
      union
      select 3, lower(regexp_replace(v.title, '^.* in ', '')) from drawn d join case_study_version v using (id)
      where d.k <= 25
      union
      select 4, lower(substring(v.title from '^\S+ \S+ \S+')) from drawn d join case_study_version v using (id)
      where d.k between 100 and 130) x;

create table bench.bench_code as
select row_number() over (order by position) as i, code from vocabulary_entry where vocabulary = 'indicators';

-- About 5 kB each; {n} becomes a number that no other request has.
create table bench.bench_create as
select k as i,
       json_build_object(
         'slug', 'new-{n}', 'title', v.title, 'summary', v.summary, 'theme', v.theme,
         'lead', json_build_array(d.council),
         'topics', (select json_agg(topic order by position)
                    from (select topic, position from case_study_topic where case_study_version_id = d.id
                          order by position limit 3) t),
         'sections', v.sections, 'barriers', v.barriers, 'conditions', v.conditions,
         'quotes', json_build_array(json_build_object(
           'text', 'It made our work a good deal easier, and people noticed.', 'attribution', 'Service lead')),
         'contacts', json_build_array(json_build_object(
           'name', 'Bench Example', 'role', 'Project manager', 'email', 'bench@example.org',
           'consentUntil', '2099-12-31')))::text as body
from drawn d join case_study_version v using (id)
where k <= 50;

create table bench.bench_since (i integer, since text);
