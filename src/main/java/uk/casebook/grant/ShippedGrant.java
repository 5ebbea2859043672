package uk.casebook.grant;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A grant as the register ships with it.
 *
 * @param programme slug of the funding programme, where it is known
 * @param recipient slug of the organisation, where it is known
 * @param purpose what the money was for
 * @param caseStudy slug of the case study that tells of it
 * @param note what is not known, and how it was read
 */
public record ShippedGrant(
    String title,
    @Nullable String programme,
    @Nullable String recipient,
    @Nullable BigDecimal amountAwarded,
    @Nullable LocalDate awardDate,
    @Nullable String purpose,
    @Nullable String caseStudy,
    @Nullable String note) {}
