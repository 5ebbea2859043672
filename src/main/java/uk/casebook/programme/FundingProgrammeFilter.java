package uk.casebook.programme;

import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Which funding programmes a list is to have. */
record FundingProgrammeFilter(
    @RestQuery Optional<String> q,
    @RestQuery List<String> kind,
    @RestQuery List<String> status,
    @RestQuery List<String> funder,
    @RestQuery List<String> learnerGroup,
    @RestQuery List<String> caseStudy) {}
