package uk.casebook.organisation;

import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import uk.casebook.database.Conditions;

/** Which organisations a list is to have. */
record OrganisationFilter(@RestQuery Optional<String> q, @RestQuery List<String> kind) {

  Conditions conditions() {
    Conditions conditions =
        new Conditions()
            .and(OrganisationRepository.NOT_MERGED)
            .andAny("o.kind in (:kind)", "kind", kind);
    q.ifPresent(words -> NameQuery.of(words).addTo(conditions, "o.name"));
    return conditions;
  }
}
