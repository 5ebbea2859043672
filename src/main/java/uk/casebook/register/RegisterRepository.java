package uk.casebook.register;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.Map;
import uk.casebook.database.Sql;
import uk.casebook.register.RegisterResponse.Counts;

@ApplicationScoped
class RegisterRepository implements PanacheRepositoryBase<Register, Boolean> {

  Register get() {
    return findById(true);
  }

  Register lock() {
    return findById(true, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Which change log, the place in it, and the versions of vocabularies, which have none there. */
  String mark() {
    return Sql.list(
            getEntityManager(),
            """
            select feed_epoch() || '-' || (select coalesce(max(position), 0) from change) || '-'
              || (select coalesce(sum(version), 0) from vocabulary)
            """,
            String.class,
            Map.of())
        .get(0);
  }

  boolean isEmpty() {
    return Sql.list(
            getEntityManager(),
            "select not exists (select 1 from organisation)",
            Boolean.class,
            Map.of())
        .get(0);
  }

  Counts counts() {
    Tuple counts =
        Sql.list(
                getEntityManager(),
                """
                with public as (
                  select id from case_study_version
                  where published_at is not null and superseded_at is null),
                figures as (
                  select m.id from metric_version m join public v on v.id = m.case_study_version_id)
                select (select count(*) from public) as "caseStudies",
                  (select count(*) from figures) as metrics,
                  (select count(*) from observation o join figures m on m.id = o.metric_version_id)
                    as observations,
                  (select count(*) from council c join organisation o on o.id = c.organisation_id
                   where o.merged_into_id is null) as councils,
                  (select count(*) from organisation where merged_into_id is null) as organisations
                """,
                Tuple.class,
                Map.of())
            .get(0);
    return new Counts(
        number(counts, "caseStudies"),
        number(counts, "metrics"),
        number(counts, "observations"),
        number(counts, "councils"),
        number(counts, "organisations"));
  }

  private static long number(Tuple counts, String name) {
    return counts.get(name, Number.class).longValue();
  }
}
