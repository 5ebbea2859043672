package uk.casebook.organisation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A council as it is read. */
public record CouncilResponse(
    @JsonUnwrapped OrganisationResponse organisation,
    String gssCode,
    String shortName,
    String type,
    String tier,
    boolean adultSocialCare,
    @Nullable LocalDate startDate,
    @Nullable LocalDate endDate,
    List<OrganisationRef> replacedBy) {

  static CouncilResponse from(Council council) {
    return new CouncilResponse(
        OrganisationResponse.from(council),
        council.gssCode(),
        council.shortName(),
        council.type(),
        council.tier(),
        council.adultSocialCare(),
        council.startDate(),
        council.endDate(),
        council.replacedBy().stream().map(OrganisationRef::from).toList());
  }
}
