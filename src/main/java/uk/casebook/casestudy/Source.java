package uk.casebook.casestudy;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * Where a case study was printed.
 *
 * @param publishedOn a year, a month or a day (ISO 8601), as precise as it is known
 * @param locator the place in the publication
 */
@Embeddable
public record Source(
    @Column(name = "source_publication") @Nullable String publication,
    @Column(name = "source_publisher") @Nullable String publisher,
    @Column(name = "source_published_on") @Nullable String publishedOn,
    @Column(name = "source_locator") @Nullable String locator,
    @Column(name = "source_url") @Nullable String url,
    @Column(name = "source_licence") @Nullable String licence) {}
