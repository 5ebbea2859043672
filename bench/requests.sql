-- What is asked for: one file of paths for each request, drawn from what the register holds.
-- run.sh calls it with  n  the number of generated case studies.
\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned

create temp table drawn as
select k, v.id, c.slug, o.slug as council
from generate_series(1, 2000) k
join case_study c on c.slug =
  'bench-' || lpad((1 + mod(hashint8extended(k, 61) & 9223372036854775807, :n))::text, 6, '0')
join case_study_version v on v.case_study_id = c.id
join organisation o on o.id = v.lead_council_id;

\o case-study.txt
select '/v1/case-studies/' || slug from drawn order by k;

\o page.txt
select '/v1/case-studies?council=' || council || '&topic=' || topic
from (select d.council, t.topic, min(d.k) as k
      from drawn d join case_study_topic t on t.case_study_version_id = d.id
      where t.position = mod(d.k, 3)
      group by d.council, t.topic) x
order by k limit 300;

-- Names of topics, of topics with populations, of places, beginnings of titles, each tenth without its third letter.
\o search.txt
select '/v1/case-studies?q=' || regexp_replace(
         case when mod(row_number() over (order by n, text), 10) = 0 then overlay(text placing '' from 3 for 1)
              else text end,
         '[^a-z0-9]+', '%20', 'g') || '&facets=theme,topic,population,council'
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

\o observations.txt
select '/v1/observations?topic=' || topic || '&unit=' || unit || '&role=actual'
from (select t.topic, m.unit, min(d.k) as k
      from drawn d
      join case_study_topic t on t.case_study_version_id = d.id
      join metric_version m on m.case_study_version_id = d.id
      group by t.topic, m.unit) x
order by k limit 300;

\o summary.txt
select '/v1/metrics/summary?groupBy=' || g || '&theme=' || code
from vocabulary_entry, unnest(array['unit', 'council', 'region', 'kind', 'year', 'unit,year', 'population']) g
where vocabulary = 'themes'
union all
select '/v1/metrics/summary?groupBy=' || g from unnest(array['unit', 'council', 'theme,unit', 'year']) g;
