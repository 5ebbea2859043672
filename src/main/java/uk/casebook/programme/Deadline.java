package uk.casebook.programme;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;

/**
 * A day until whose end, in London, applications are taken.
 *
 * @param yearInferred whether the source prints no year, so that it is read from the source's date
 */
@Embeddable
public record Deadline(LocalDate date, @Column(name = "year_inferred") boolean yearInferred) {}
