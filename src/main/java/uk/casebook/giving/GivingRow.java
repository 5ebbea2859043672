package uk.casebook.giving;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A grant as one row of a spreadsheet, under the column titles of 360Giving 1.4. */
record GivingRow(
    @JsonProperty("Identifier") String identifier,
    @JsonProperty("Title") String title,
    @JsonProperty("Description") String description,
    @JsonProperty("Currency") String currency,
    @JsonProperty("Amount Applied For") @Nullable BigDecimal amountAppliedFor,
    @JsonProperty("Amount Awarded") BigDecimal amountAwarded,
    @JsonProperty("Amount Disbursed") BigDecimal amountDisbursed,
    @JsonProperty("Award Date") LocalDate awardDate,
    @JsonProperty("URL") String url,
    @JsonProperty("Planned Dates:Start Date") @Nullable LocalDate plannedFrom,
    @JsonProperty("Planned Dates:End Date") @Nullable LocalDate plannedTo,
    @JsonProperty("Actual Dates:Start Date") @Nullable LocalDate actualFrom,
    @JsonProperty("Actual Dates:End Date") @Nullable LocalDate actualTo,
    @JsonProperty("Recipient Org:Identifier") String recipientIdentifier,
    @JsonProperty("Recipient Org:Name") String recipientName,
    @JsonProperty("Recipient Org:Charity Number") @Nullable String recipientCharityNumber,
    @JsonProperty("Recipient Org:Company Number") @Nullable String recipientCompanyNumber,
    @JsonProperty("Funding Org:Identifier") String funderIdentifier,
    @JsonProperty("Funding Org:Name") String funderName,
    @JsonProperty("Grant Programme:Code") @Nullable String programmeCode,
    @JsonProperty("Grant Programme:Title") @Nullable String programmeTitle,
    @JsonProperty("Beneficiary Location:Name") @Nullable String place,
    @JsonProperty("Beneficiary Location:Country Code") @Nullable String country,
    @JsonProperty("Beneficiary Location:Geographic Code") @Nullable String geoCode,
    @JsonProperty("Beneficiary Location:Geographic Code Type") @Nullable String geoCodeType,
    @JsonProperty("From an open call?") @Nullable String fromOpenCall,
    @JsonProperty("Last modified") Instant dateModified) {

  static final List<String> COLUMNS =
      List.of(
          "Identifier",
          "Title",
          "Description",
          "Currency",
          "Amount Applied For",
          "Amount Awarded",
          "Amount Disbursed",
          "Award Date",
          "URL",
          "Planned Dates:Start Date",
          "Planned Dates:End Date",
          "Actual Dates:Start Date",
          "Actual Dates:End Date",
          "Recipient Org:Identifier",
          "Recipient Org:Name",
          "Recipient Org:Charity Number",
          "Recipient Org:Company Number",
          "Funding Org:Identifier",
          "Funding Org:Name",
          "Grant Programme:Code",
          "Grant Programme:Title",
          "Beneficiary Location:Name",
          "Beneficiary Location:Country Code",
          "Beneficiary Location:Geographic Code",
          "Beneficiary Location:Geographic Code Type",
          "From an open call?",
          "Last modified");

  static GivingRow from(GivingGrant grant) {
    GivingGrant.Body recipient = grant.recipientOrganization().get(0);
    GivingGrant.Body funder = grant.fundingOrganization().get(0);
    GivingGrant.Event planned = first(grant.plannedDates());
    GivingGrant.Event actual = first(grant.actualDates());
    GivingGrant.Programme programme = first(grant.grantProgramme());
    GivingGrant.Place place = first(grant.beneficiaryLocation());
    return new GivingRow(
        grant.id(),
        grant.title(),
        grant.description(),
        grant.currency(),
        grant.amountAppliedFor(),
        grant.amountAwarded(),
        grant.amountDisbursed(),
        grant.awardDate(),
        grant.url(),
        planned == null ? null : planned.startDate(),
        planned == null ? null : planned.endDate(),
        actual == null ? null : actual.startDate(),
        actual == null ? null : actual.endDate(),
        recipient.id(),
        recipient.name(),
        recipient.charityNumber(),
        recipient.companyNumber(),
        funder.id(),
        funder.name(),
        programme == null ? null : programme.code(),
        programme == null ? null : programme.title(),
        place == null ? null : place.name(),
        place == null ? null : place.countryCode(),
        place == null ? null : place.geoCode(),
        place == null ? null : place.geoCodeType(),
        grant.fromOpenCall(),
        grant.dateModified());
  }

  private static <T> @Nullable T first(List<T> values) {
    return values.isEmpty() ? null : values.get(0);
  }
}
