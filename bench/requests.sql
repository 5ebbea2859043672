-- One file for each request, made of the keys in bench: a line is a path, and after tabs a header field and a body to
-- POST. run.sh calls it with  key  an API key.
\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\pset fieldsep '\t'
set search_path = bench, public;

\o case-study.txt
select '/v1/case-studies/' || slug from bench_slug order by i;

\o page.txt
select '/v1/case-studies?council=' || k || '&topic=' || t || '&limit=20' from bench_pair order by i;

\o search.txt
select '/v1/case-studies?q=' || replace(q, ' ', '%20') || '&facets=theme,topic,population,council'
from bench_q order by i;

\o summary.txt
select '/v1/metrics/summary?groupBy=topic,year&indicator=' || code from bench_code order by i;

\o create.txt
select '/v1/case-studies', 'Authorization: Bearer ' || :'key', body from bench_create order by i;

\o changes.txt
select '/v1/changes?since=' || since || '&limit=500&include=representation' from bench_since order by i;

\o observations.txt
select '/v1/observations?topic=' || topic || '&unit=' || unit || '&role=actual'
from (select t.topic, m.unit, min(d.i) as i
      from bench_slug d
      join case_study_version v on v.case_study_id = d.id
      join case_study_topic t on t.case_study_version_id = v.id
      join metric_version m on m.case_study_version_id = v.id
      group by t.topic, m.unit) x
order by i limit 300;

\o groups.txt
select '/v1/metrics/summary?groupBy=' || g || '&theme=' || code
from vocabulary_entry, unnest(array['unit', 'council', 'region', 'kind', 'year', 'unit,year', 'population']) g
where vocabulary = 'themes'
union all
select '/v1/metrics/summary?groupBy=' || g from unnest(array['unit', 'council', 'theme,unit', 'year']) g;
