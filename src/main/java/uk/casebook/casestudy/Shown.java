package uk.casebook.casestudy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.Conditions;

/**
 * Which version of each case study is shown to the caller.
 *
 * @param asOf what was published at this instant and is not withdrawn since; null for now
 * @param working the latest version, draft or not, instead of the published one
 * @param leadBy for working versions, only those that this organisation leads; null for all
 */
record Shown(@Nullable Instant asOf, boolean working, @Nullable UUID leadBy) {

  static final Shown PUBLISHED = new Shown(null, false, null);

  /** The conditions on {@code case_study_version v}. */
  Conditions conditions() {
    if (working) {
      return new Conditions()
          .and(
              """
              not exists (select 1 from case_study_version n
                          where n.case_study_id = v.case_study_id and n.version > v.version)\
              """)
          .and(
              """
              exists (select 1 from case_study_organisation p
                      where p.case_study_version_id = v.id and p.part = 'lead'
                        and p.organisation_id = :leadBy)\
              """,
              "leadBy",
              leadBy);
    }
    if (asOf != null) {
      return new Conditions()
          .and("v.published_at <= :asOf", "asOf", asOf)
          .and("(v.superseded_at is null or v.superseded_at > :asOf)")
          .and(
              """
              not exists (select 1 from case_study w
                          where w.id = v.case_study_id and w.status = 'withdrawn')\
              """);
    }
    return new Conditions().and("v.published_at is not null").and("v.superseded_at is null");
  }
}
