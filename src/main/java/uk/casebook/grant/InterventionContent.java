package uk.casebook.grant;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was delivered with the money.
 *
 * @param cost in pounds, where it is known
 */
record InterventionContent(
    String title,
    InterventionKind kind,
    LocalDate deliveredOn,
    List<Learners> learners,
    @Nullable BigDecimal cost) {}
