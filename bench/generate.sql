-- Enters case studies "bench-000001", "bench-000002" … up to :n beside the shipped register, straight into the
-- service's own tables, as their owner. run.sh calls it with
--   n     how many there are to be
--   fill  the statement of SearchRepository.FILL, with %s where its condition goes
-- Every value is a hash of a row's number, so the same :n gives the same rows. What is there already stays: a run that
-- was cut off goes on where it ended.
--
-- Each case study takes after a shipped one, some of which are taken after far more often: its topics and populations,
-- and most of its sentences; the rest comes from two others. Made-up names of places stand for the words that few case
-- studies share. Some metrics are of a national indicator, each indicator being that of every fortieth.
\set ON_ERROR_STOP on
\set QUIET on
-- Not the catalogues that only the superuser may analyse.
set client_min_messages = error;
-- The data can be made again.
set synchronous_commit = off;

create function pg_temp.h(i bigint, salt integer, below bigint) returns integer
language sql immutable parallel safe as $$
  select mod(hashint8extended(i, salt) & 9223372036854775807, below)::integer
$$;

-- Below "below", the smaller the likelier.
create function pg_temp.skewed(i bigint, salt integer, below bigint) returns integer
language sql immutable parallel safe as $$
  select floor(power(pg_temp.h(i, salt, 1000000) / 1000000.0, 1.6) * below)::integer
$$;

create function pg_temp.place(i bigint) returns text language sql immutable parallel safe as $$
  select (array['Ash', 'Bram', 'Cal', 'Dun', 'Elm', 'Fen', 'Gars', 'Hol', 'Ink', 'Kel', 'Lang', 'Mar', 'Nether', 'Oak',
                'Pem', 'Quar', 'Rad', 'Salt', 'Tam', 'Ulver', 'Wes', 'Yar'])[1 + pg_temp.h(i, 1, 22)]
         || (array['a', 'ber', 'den', 'er', 'ing', 'len', 'mer', 'o', 'ren', 'sing', 'ter', 'ven'])[1 + pg_temp.h(i, 2, 12)]
         || (array['bridge', 'bury', 'cliffe', 'combe', 'dale', 'field', 'ford', 'ham', 'hurst', 'ley', 'mouth', 'stead',
                   'stow', 'thorpe', 'ton', 'wick', 'worth'])[1 + pg_temp.h(i, 3, 17)]
$$;

-- Like the ids the service gives: of version 7, in the order of their creation.
create function pg_temp.id(created timestamptz, name text) returns uuid language sql immutable parallel safe as $$
  select (lpad(to_hex((extract(epoch from created) * 1000)::bigint), 12, '0')
          || '7' || left(md5(name), 3) || '8' || substr(md5(name), 4, 15))::uuid
$$;

-- What is drawn from: the shipped register.
create temp table model as
select row_number() over (order by md5(c.slug)) - 1 as model, v.*
from case_study c join case_study_version v on v.case_study_id = c.id
where c.slug not like 'bench-%' and v.published_at is not null and v.superseded_at is null;

create temp table sentence as
select model, row_number() over (partition by model order by section, s) - 1 as sentence, text
from model, jsonb_array_elements(sections) with ordinality x (said, section),
     regexp_split_to_table(said ->> 'body', '(?<=[.!?])\s+') with ordinality y (text, s)
where length(text) > 20;

create temp table sentences as select model, count(*) as count from sentence group by model;

create temp table model_metric as
select row_number() over (order by i.slug) - 1 as model, m.*
from model v join metric_version m on m.case_study_version_id = v.id join metric i on i.id = m.metric_id
where m.scale is null;

-- Those that the register names most come first.
create temp table lead as
select row_number() over (order by count(p) desc, md5(o.slug)) - 1 as lead, o.id
from organisation o join council c on c.organisation_id = o.id
left join case_study_organisation p on p.organisation_id = o.id
  and p.case_study_version_id in (select id from model)
where c.adult_social_care and c.end_date is null
group by o.id;

create temp table partner as
select row_number() over (order by count(*) desc, md5(o.slug)) - 1 as partner, o.id
from organisation o join case_study_organisation p on p.organisation_id = o.id
where p.part = 'partner' and p.case_study_version_id in (select id from model)
group by o.id;

create temp table topic as
select row_number() over (order by count(t) desc, e.code) - 1 as topic, e.code
from vocabulary_entry e
left join case_study_topic t on t.topic = e.code and t.case_study_version_id in (select id from model)
where e.vocabulary = 'topics'
group by e.code;

create temp table indicator as
select row_number() over (order by position) - 1 as indicator, code, unit, polarity
from vocabulary_entry where vocabulary = 'indicators';

-- One batch.
create temp table study (i integer, id uuid, version_id bigint, slug text, place text, at timestamptz,
                         model bigint, others bigint[], lead_id uuid);
create temp table paragraph (i integer, p integer, text text);
analyze model; analyze sentence; analyze sentences; analyze model_metric; analyze lead; analyze partner; analyze topic;
analyze indicator;

create procedure pg_temp.enter(first integer, last integer) language sql as $$
  truncate study, paragraph;

  insert into study
  select i, pg_temp.id(at, slug), 1000000 + i, slug, pg_temp.place(i), at, model,
         array[mod(model + 1 + pg_temp.h(i, 11, models - 1), models),
               mod(model + 1 + pg_temp.h(i, 12, models - 1), models)],
         l.id
  from generate_series(first, last) i
  cross join (select count(*) as models from model) m
  cross join (select count(*) as leads from lead) n
  cross join lateral (select 'bench-' || lpad(i::text, 6, '0') as slug,
                             timestamptz '2024-06-01 09:00Z' + i * interval '3 minutes' as at,
                             pg_temp.skewed(i, 13, models)::bigint as model) s
  join lead l on l.lead = pg_temp.skewed(i, 14, leads);

  -- 0 is the summary; 1 to 6 are sections, 7 and 8 barriers, 9 and 10 conditions.
  insert into paragraph
  select d.i, d.p, string_agg(s.text, ' ' order by d.n)
  from (select i, p, n, i * 100::bigint + p * 8 + n as draw,
               case when pg_temp.h(i * 100::bigint + p * 8 + n, 21, 5) < 3 then model
                    else others[1 + pg_temp.h(i * 100::bigint + p * 8 + n, 22, 2)] end as model
        from study, generate_series(0, 10) p,
             generate_series(1, case when p = 0 then 2 when p < 7 then 5 else 1 end) n) d
  join sentences c using (model)
  join sentence s on s.model = d.model and s.sentence = pg_temp.h(d.draw, 23, c.count)
  group by d.i, d.p;

  insert into case_study (id, slug, status, published_version, created_at)
  select id, slug, 'published', 1, at from study;

  insert into case_study_version (id, case_study_id, version, title, summary, theme, lead_council_id, period_from,
    period_to, period_label, sections, barriers, conditions, statements, quotes, recognition, links,
    source_publication, source_publisher, source_published_on, source_locator, source_url, source_licence,
    created_at, updated_at, published_at)
  select s.version_id, s.id, 1, m.title || ' in ' || s.place, t.summary, m.theme, s.lead_id, m.period_from,
         m.period_to, m.period_label, t.sections, t.barriers, t.conditions, m.statements, m.quotes, m.recognition,
         m.links, m.source_publication, m.source_publisher, m.source_published_on, m.source_locator, m.source_url,
         m.source_licence, s.at, s.at, s.at
  from study s
  join model m using (model)
  join (
    select i,
           max(text) filter (where p = 0) as summary,
           jsonb_agg(jsonb_build_object(
             'kind', kind, 'heading', initcap(replace(kind, '-', ' ')),
             'body', text || ' This was done in ' || pg_temp.place(i * 100::bigint + p) || ' and '
                     || pg_temp.place(i * 100::bigint + 50 + p) || '.') order by p) filter (where p between 1 and 6)
             as sections,
           jsonb_agg(text order by p) filter (where p in (7, 8)) as barriers,
           jsonb_agg(text order by p) filter (where p in (9, 10)) as conditions
    from paragraph,
         lateral (select (array['context', 'challenge', 'approach', 'impact', 'learning', 'next-steps'])[p] as kind) k
    group by i) t using (i);

  insert into case_study_topic (case_study_version_id, position, topic)
  select version_id, row_number() over (partition by version_id order by position) - 1, topic
  from (select s.version_id, t.topic, min(t.position) as position
        from (select s.version_id, t.topic, t.position
              from study s join model m using (model) join case_study_topic t on t.case_study_version_id = m.id
              union all
              select s.version_id, t.code, 1000
              from study s cross join (select count(*) as topics from topic) n
              join topic t on t.topic = pg_temp.skewed(s.i, 31, n.topics)) t
        join study s using (version_id)
        group by s.version_id, t.topic) x;

  insert into case_study_population (case_study_version_id, position, population)
  select s.version_id, p.position, p.population
  from study s join model m using (model) join case_study_population p on p.case_study_version_id = m.id;

  insert into case_study_quality_statement (case_study_version_id, position, quality_statement)
  select s.version_id, q.position, q.quality_statement
  from study s join model m using (model) join case_study_quality_statement q on q.case_study_version_id = m.id;

  insert into case_study_organisation (case_study_version_id, position, part, organisation_id)
  select version_id, 0, 'lead', lead_id from study
  union all
  select version_id, row_number() over (partition by version_id order by id), 'partner', id
  from (select distinct s.version_id, p.id
        from study s cross join (select count(*) as partners from partner) n
        cross join generate_series(1, 3) k
        join partner p on p.partner = pg_temp.skewed(s.i * 4::bigint + k, 41, n.partners)
        where k <= pg_temp.h(s.i, 42, 4) and p.id <> s.lead_id) x;

  insert into metric (id, slug, case_study_id, published_version, created_at)
  select pg_temp.id(at, slug || k), slug || '-' || k, id, 1, at from study, generate_series(1, 4) k;

  insert into metric_version (id, metric_id, case_study_version_id, position, title, statement, kind, unit, per,
    polarity, indicator, reported_changes, caveats, source_publication, source_locator)
  select 10000000 + s.i * 4 + k - 1, pg_temp.id(s.at, s.slug || k), s.version_id, k - 1, m.title || ' in ' || s.place,
         m.statement, m.kind, coalesce(n.unit, m.unit), m.per, coalesce(n.polarity, m.polarity),
         coalesce(n.code, m.indicator), '[]', m.caveats, m.source_publication, m.source_locator
  from study s cross join generate_series(1, 4) k cross join (select count(*) as metrics from model_metric) c
  join model_metric m on m.model = mod(pg_temp.h(s.i, 51, c.metrics) + k * 37, c.metrics)
  left join indicator n on n.indicator = pg_temp.h(s.i * 4::bigint + k, 57, 40);

  insert into observation (id, metric_version_id, position, role, period_from, period_to, dimensions, value, qualifier)
  select 100000000 + o.n, m.id, k, (array['baseline', 'actual', 'target'])[k + 1], o.year, o.year,
         case when pg_temp.h(m.id, 52, 4) = 0 then '[{"name": "age", "value": "65 and over"}]' else '[]' end::jsonb,
         case when m.unit in ('percent', 'score') then pg_temp.h(o.n, 53, 1001) / 10.0 else pg_temp.skewed(o.n, 54, 50000) end,
         case when pg_temp.h(o.n, 55, 10) = 0 then 'approximately' else 'exact' end
  from study s join metric_version m on m.case_study_version_id = s.version_id
  cross join generate_series(0, 2) k
  cross join lateral (select (m.id - 10000000) * 3 + k as n, (2012 + pg_temp.h(m.id, 56, 10) + k)::text as year) o;
$$;

-- The service takes its next ids behind these.
select setval('case_study_version_id', greatest(last_value, 1000050 + :n)) from case_study_version_id \g /dev/null
select setval('metric_version_id', greatest(last_value, 10000050 + :n * 4)) from metric_version_id \g /dev/null
select setval('observation_id', greatest(last_value, 100000050 + :n * 12)) from observation_id \g /dev/null

-- A batch is a transaction. The triggers enter its changes, all case studies first; they are entered anew in the order in
-- which a service publishes, each case study with its metrics. After the first batch the planner knows what the tables
-- are like.
select 'begin',
       format('call pg_temp.enter(%s, %s)', first, last),
       replace(:'fill', '%s', format('case_study_version_id between %s and %s', 1000000 + first, 1000000 + last)),
       'set constraints all immediate',
       'with e as (delete from entered_change where slug like ''bench-%'' returning *)
        insert into entered_change (resource, resource_id, slug, op, version, at)
        select resource, resource_id, slug, op, version, at from e order by left(slug, 12), slug',
       'commit',
       case when first = start then 'analyze' end
from (select count(*) + 1 as start from case_study where slug like 'bench-%') x,
     generate_series(start, :n, 2000) first,
     least(first + 1999, :n) last
order by first
\gexec

vacuum (analyze);
