package uk.casebook.expression;

import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Which applications a list is to have.
 *
 * @param submittedFrom a year, a month or a day, as {@code submittedTo}
 */
record ExpressionOfInterestFilter(
    @RestQuery List<String> programme,
    @RestQuery List<String> applicant,
    @RestQuery List<String> status,
    @RestQuery List<String> deadline,
    @RestQuery Optional<String> submittedFrom,
    @RestQuery Optional<String> submittedTo) {}
