package uk.casebook.casestudy;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * When the work was done, as far as it is known.
 *
 * @param from a year, a month or a day (ISO 8601: {@code 2024}, {@code 2024-07}, {@code
 *     2024-07-31})
 * @param to as {@code from}; null while it goes on or where it is not known
 * @param label as the source puts it
 */
@Embeddable
public record Period(
    @Column(name = "period_from") @Nullable String from,
    @Column(name = "period_to") @Nullable String to,
    @Column(name = "period_label") @Nullable String label) {}
