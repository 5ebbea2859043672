package uk.casebook.identity;

import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import uk.casebook.database.Conditions;

/** Which entries of the audit. */
record AuditFilter(
    @RestQuery List<String> resource,
    @RestQuery Optional<String> slug,
    @RestQuery Optional<String> caller) {

  Conditions conditions() {
    return new Conditions()
        .andAny("a.resource in (:resource)", "resource", resource)
        .and("a.slug = :slug", "slug", slug.orElse(null))
        .and("a.caller = :caller", "caller", caller.orElse(null));
  }
}
