package uk.casebook.vocabulary;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * A code and what it stands for.
 *
 * @param additive for a unit, whether figures in it may be added up
 * @param theme for a quality statement, the theme that it belongs to
 */
@Embeddable
public record VocabularyEntry(
    String code, String name, @Nullable Boolean additive, @Nullable String theme) {}
