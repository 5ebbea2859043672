package uk.casebook.expression;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * People around the person who are to be trained.
 *
 * @param group a code of the vocabulary learner-groups
 * @param level what they do or can already
 */
@Embeddable
public record WorkforceGroup(
    @Column(name = "learner_group") String group, @Nullable String level, int headcount) {}
