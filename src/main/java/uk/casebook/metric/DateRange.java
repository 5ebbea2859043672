package uk.casebook.metric;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Days from one to another, both included; null where it is open. */
record DateRange(@Nullable LocalDate from, @Nullable LocalDate to) {}
