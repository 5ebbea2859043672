package uk.casebook.metric;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** Who was asked or counted, and how many they were. */
@Embeddable
public record Base(
    @Column(name = "base_label") @Nullable String label,
    @Column(name = "base_count") @Nullable Integer count) {}
