package uk.casebook.metric;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * Where a figure is printed.
 *
 * @param publication null where it is the case study's
 * @param locator the place in the publication
 */
@Embeddable
public record MetricSource(
    @Column(name = "source_publication") @Nullable String publication,
    @Column(name = "source_locator") @Nullable String locator) {}
