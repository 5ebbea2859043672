package uk.casebook.vocabulary;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * A code and what it stands for.
 *
 * @param additive for a unit, whether figures in it may be added up
 * @param theme for a quality statement, the theme that it belongs to
 * @param unit for an indicator, the unit of the measure, where its source states it
 * @param polarity for an indicator, whether higher or lower is better, where its source states it
 * @param source for an indicator, the address of what defines or publishes it
 */
@Embeddable
public record VocabularyEntry(
    String code,
    String name,
    @Nullable Boolean additive,
    @Nullable String theme,
    @Nullable String unit,
    @Nullable String polarity,
    @Nullable String source) {}
