package uk.casebook.giving;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A grant in the shape and under the names of 360Giving's schema 1.4. Amounts are in pounds.
 *
 * @param fromOpenCall {@code Yes} where it answers an application, null where that is not known
 * @param amountDisbursed what was spent of it, less refunds: the sum of the disbursements
 * @param commitmentTransaction what was set aside; a reversal has a negative value
 * @param disbursementTransaction what was spent; a refund, and a reversal, has a negative value
 */
record GivingGrant(
    String id,
    String title,
    String description,
    String currency,
    @Nullable BigDecimal amountAppliedFor,
    BigDecimal amountAwarded,
    BigDecimal amountDisbursed,
    LocalDate awardDate,
    String url,
    List<Event> plannedDates,
    List<Event> actualDates,
    List<Body> recipientOrganization,
    List<Body> fundingOrganization,
    List<Place> beneficiaryLocation,
    @Nullable String fromOpenCall,
    List<Programme> grantProgramme,
    List<Classification> classifications,
    List<Transaction> commitmentTransaction,
    List<Transaction> disbursementTransaction,
    List<Document> relatedDocument,
    Instant dateModified) {

  /** From when to when. */
  record Event(LocalDate startDate, @Nullable LocalDate endDate) {}

  /**
   * An organisation.
   *
   * @param id its identifier by org-id.guide, or one of this publisher's own
   * @param charityNumber of the Charity Commission for England and Wales
   * @param companyNumber of Companies House
   */
  record Body(
      String id, String name, @Nullable String charityNumber, @Nullable String companyNumber) {}

  /** An area by its code of the Office for National Statistics. */
  record Place(String name, String countryCode, String geoCode, String geoCodeType) {}

  /** The fund that it was awarded from. */
  record Programme(String code, String title, String url) {}

  /** A code of one of the register's vocabularies. */
  record Classification(String vocabulary, String code, String title) {}

  /** A movement of money. */
  record Transaction(String id, LocalDate transactionDate, String currency, BigDecimal value) {}

  /** What was written about it. */
  record Document(String title, String url, String documentType) {}
}
