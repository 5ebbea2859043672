package uk.casebook.organisation;

import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import uk.casebook.database.Conditions;

/** Which councils a list is to have. */
record CouncilFilter(
    @RestQuery Optional<String> q,
    @RestQuery List<String> type,
    @RestQuery List<String> nation,
    @RestQuery List<String> region,
    @RestQuery Optional<Boolean> adultSocialCare,
    @RestQuery Optional<Boolean> current) {

  Conditions conditions() {
    Conditions conditions =
        new Conditions()
            .and(OrganisationRepository.NOT_MERGED)
            .andAny("c.type in (:type)", "type", type)
            .andAny("o.nation in (:nation)", "nation", nation)
            .andAny("o.region in (:region)", "region", region)
            .and("c.adult_social_care = :care", "care", adultSocialCare.orElse(null))
            .and("(c.end_date is null) = :current", "current", current.orElse(null));
    q.ifPresent(
        words ->
            NameQuery.of(words)
                .addTo(conditions, "o.name || ' ' || c.short_name || ' ' || c.gss_code"));
    return conditions;
  }
}
