package uk.casebook.grant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * How many people of a group learned.
 *
 * @param group a code of the vocabulary learner-groups
 */
@Embeddable
public record Learners(@Column(name = "learner_group") String group, int headcount) {}
