package uk.casebook.grant;

import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Which grants a list is to have.
 *
 * @param programme funding programmes by slug or id
 * @param recipient organisations by slug or id
 * @param funder organisations by slug or id
 * @param caseStudy published case studies by slug or id
 * @param awardedFrom a year, a month or a day (ISO 8601)
 * @param awardedTo as {@code awardedFrom}
 * @param q words of title or description
 */
public record GrantFilter(
    @RestQuery List<String> programme,
    @RestQuery List<String> recipient,
    @RestQuery List<String> funder,
    @RestQuery List<String> caseStudy,
    @RestQuery List<String> status,
    @RestQuery Optional<String> awardedFrom,
    @RestQuery Optional<String> awardedTo,
    @RestQuery Optional<String> q) {}
