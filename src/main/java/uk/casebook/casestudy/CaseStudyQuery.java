package uk.casebook.casestudy;

import jakarta.ws.rs.BeanParam;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.Separator;

/** What a list of case studies was asked for. */
record CaseStudyQuery(
    @RestQuery Optional<String> q,
    @BeanParam CaseStudyFilter filter,
    @RestQuery List<String> publication,
    @RestQuery Optional<String> publishedFrom,
    @RestQuery Optional<String> publishedTo,
    @RestQuery Optional<Boolean> hasMetrics,
    @RestQuery Optional<String> sort,
    @RestQuery @Separator(",") List<String> facets) {}
