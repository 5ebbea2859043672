-- What a service of the previous release writes, into every table that it may write. Everything is named after a letter,
-- so that the same can be written again. RollingUpgradeTest says when to change it.
insert into vocabulary
select unnest(array['themes', 'topics', 'populations', 'quality-statements', 'units', 'learner-groups', 'spending-categories',
                    'needs', 'indicators'])
on conflict do nothing;
insert into vocabulary_entry (vocabulary, code, position, name) select name, 'code-@', ascii('@'), 'Name' from vocabulary;

insert into organisation (id, slug, name, kind, version, created_at, updated_at) values
  (md5('@ council')::uuid, '@-council', 'Council', 'council', 1, now(), now()),
  (md5('@ successor')::uuid, '@-successor', 'Successor', 'council', 1, now(), now()),
  (md5('@ charity')::uuid, '@-charity', 'Charity', 'charity', 1, now(), now());
insert into organisation_identifier (organisation_id, position, scheme, code)
  values (md5('@ charity')::uuid, 0, 'GB-CHC', '@');
insert into council (organisation_id, gss_code, short_name, type, tier, adult_social_care) values
  (md5('@ council')::uuid, 'E00000' || ascii('@'), 'Council', 'county', 'upper', true),
  (md5('@ successor')::uuid, 'E10000' || ascii('@'), 'Successor', 'county', 'upper', true);
insert into council_successor (council_id, position, successor_id)
  values (md5('@ council')::uuid, 0, md5('@ successor')::uuid);

insert into case_study (id, slug, status, published_version, created_at)
  values (md5('@ study')::uuid, '@-study', 'published', 1, now());
insert into case_study_version (id, case_study_id, version, title, summary, theme, lead_council_id, sections, barriers,
    conditions, statements, quotes, recognition, links, created_at, updated_at, published_at)
  select ascii('@') * 10 + draft, md5('@ study')::uuid, 1 + draft, 'Title', 'Summary', 'code-@', md5('@ council')::uuid,
    '[{"kind": "impact", "body": "x"}]', '[]', '[]', '[]', '[]', '[]', '[]', now(), now(), case draft when 0 then now() end
  from generate_series(0, 1) draft;
insert into case_study_topic (case_study_version_id, position, topic) values (ascii('@') * 10, 0, 'code-@');
insert into case_study_population (case_study_version_id, position, population) values (ascii('@') * 10, 0, 'code-@');
insert into case_study_quality_statement (case_study_version_id, position, quality_statement)
  values (ascii('@') * 10, 0, 'code-@');
insert into case_study_organisation (case_study_version_id, position, part, organisation_id)
  values (ascii('@') * 10, 0, 'lead', md5('@ council')::uuid);
insert into case_study_search (case_study_version_id, is_public, vector)
  values (ascii('@') * 10, true, to_tsvector('casebook', 'Title'));
insert into contact (id, case_study_id, position, name, consent_until)
  values (md5('@ contact')::uuid, md5('@ study')::uuid, 0, 'Name', '2099-12-31');

insert into metric (id, slug, case_study_id, published_version, created_at)
  values (md5('@ metric')::uuid, '@-metric', md5('@ study')::uuid, 1, now());
insert into metric_version (id, metric_id, case_study_version_id, position, title, statement, kind, unit, polarity,
    reported_changes, caveats)
  values (ascii('@'), md5('@ metric')::uuid, ascii('@') * 10, 0, 'T', 'S', 'outcome', 'code-@', 'neutral', '[]', '[]');
insert into metric_conflict (metric_version_id, position, conflicts_with_id)
  values (ascii('@'), 0, md5('@ metric')::uuid);
insert into observation (id, metric_version_id, position, role, dimensions, value, qualifier)
  values (ascii('@'), ascii('@'), 0, 'actual', '[]', 1171, 'exact');
insert into computed_change (metric_version_id, position, case_study_version_id, kind, polarity, verdict, individual, unit)
  values (ascii('@'), 0, ascii('@') * 10, 'outcome', 'neutral', 'improved', false, 'code-@');
insert into summary_figure (metric_version_id, position, case_study_version_id, metric_id, metric_slug, kind, polarity, role,
    unit, individual, dimensions, approximate, cumulative, part, alone)
  values (ascii('@'), 0, ascii('@') * 10, md5('@ metric')::uuid, '@-metric', 'outcome', 'neutral', 'actual',
    'code-@', false, '[]', false, false, '', true);

insert into funding_programme (id, slug, name, name_variants, kind, funder_id, summary, eligibility, fundable, not_fundable,
    amounts, currency, not_stated, version, created_at, updated_at)
  values (md5('@ programme')::uuid, '@-programme', 'Programme', '[]', 'other', md5('@ charity')::uuid, 'Summary', '[]', '[]',
    '[]', '[]', 'GBP', '[]', 1, now(), now());
insert into funding_programme_funder (funding_programme_id, position, organisation_id)
  values (md5('@ programme')::uuid, 0, md5('@ charity')::uuid);
insert into funding_programme_deadline (funding_programme_id, position, date, year_inferred)
  values (md5('@ programme')::uuid, 0, '2099-12-31', false);
insert into funding_programme_learner_group (funding_programme_id, position, learner_group)
  values (md5('@ programme')::uuid, 0, 'code-@');
insert into funding_programme_spending_category (funding_programme_id, position, spending_category)
  values (md5('@ programme')::uuid, 0, 'code-@');
insert into funding_programme_case_study (funding_programme_id, position, case_study_id)
  values (md5('@ programme')::uuid, 0, md5('@ study')::uuid);
insert into funding_programme_metric (funding_programme_id, position, metric_id)
  values (md5('@ programme')::uuid, 0, md5('@ metric')::uuid);
insert into award_summary (id, funding_programme_id, position, qualifier)
  values (md5('@ sum')::uuid, md5('@ programme')::uuid, 0, 'exact');

insert into grant_award (id, identifier, funding_programme_id, recipient_id, title, currency, amount_awarded, award_date,
    status, case_study_id, version, created_at, updated_at)
  values (md5('@ grant')::uuid, '360G-@-grant', md5('@ programme')::uuid, md5('@ council')::uuid, 'Title', 'GBP', 100,
    '2026-01-01', 'active', md5('@ study')::uuid, 1, now(), now());
insert into grant_line (grant_id, number, category, awarded, amount, committed, spent)
  values (md5('@ grant')::uuid, 1, 'code-@', 100, 0, 0, 0);
insert into ledger_entry (id, grant_id, position, reference, kind, line, amount, happened_on, entered_at)
  values (md5('@ entry')::uuid, md5('@ grant')::uuid, 1, 'S1', 'spend', 1, 10, '2026-01-02', now());
insert into grant_intervention (id, grant_id, title, kind, delivered_on)
  values (md5('@ intervention')::uuid, md5('@ grant')::uuid, 'Two days', 'training', '2026-01-03');
insert into grant_intervention_learners (grant_intervention_id, position, learner_group, headcount)
  values (md5('@ intervention')::uuid, 0, 'code-@', 3);
insert into grant_metric (grant_id, position, metric_id) values (md5('@ grant')::uuid, 0, md5('@ metric')::uuid);

insert into expression_of_interest (id, reference, funding_programme_id, applicant_id, status, version, created_at, updated_at)
  values (md5('@ application')::uuid, 'EOI-0000000' || upper('@'), md5('@ programme')::uuid, md5('@ council')::uuid, 'draft',
    1, now(), now());
insert into expression_of_interest_need (expression_of_interest_id, position, need)
  values (md5('@ application')::uuid, 0, 'code-@');
insert into expression_of_interest_workforce (expression_of_interest_id, position, learner_group, headcount)
  values (md5('@ application')::uuid, 0, 'code-@', 3);
insert into expression_of_interest_line (expression_of_interest_id, position, category, description, amount)
  values (md5('@ application')::uuid, 0, 'code-@', 'Two days', 10);

insert into api_key (id, prefix, hash, name, organisation_id, roles, created_at, created_by)
  values (md5('@ key')::uuid, '0000000@', sha256('@'), 'Key', md5('@ council')::uuid, '["contributor"]', now(), 'admin');
insert into audit_entry (id, at, caller, operation, resource, resource_id, slug, trace_id)
  values (md5('@ audit')::uuid, now(), 'admin', 'createCaseStudy', 'case-study', md5('@ study')::uuid, '@-study', '0');
insert into idempotency_record (caller, idempotency_key, request_hash, created_at) values ('admin', '@', '0', now());
insert into webhook (id, caller, url, filter, secret, status, position, failures, due_at, created_at)
  values (md5('@ webhook')::uuid, 'admin', 'https://example.org', '{}', 'whsec_x', 'active', 0, 0, now(), now());

set constraints all immediate;
set constraints all deferred;
-- And what it writes once more.
update organisation set name = 'Renamed', version = version + 1 where slug in ('@-charity', '@-council');
update case_study_version set superseded_at = now() where id = ascii('@') * 10;
update case_study_version set published_at = now() where id = ascii('@') * 10 + 1;
update case_study set published_version = 2 where slug = '@-study';
update metric set withdrawn = true, published_version = 2 where slug = '@-metric';
update funding_programme set name = 'Renamed', version = version + 1 where slug = '@-programme';
update grant_award set status = 'cancelled', cancellation_reason = 'Closed.', version = version + 1
  where identifier = '360G-@-grant';
set constraints all immediate;
select order_changes(1000);
select keep_document(resource, resource_id, position, 'a build', '{}', '{}') from register_item where slug = '@-study';
