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
    @RestQuery List<String> status,
    @RestQuery Optional<String> sort,
    @RestQuery @Separator(",") List<String> facets) {

  /** Whoever asks for anything but what is published asks for drafts. */
  Reading reading() {
    boolean published = status.stream().allMatch("published"::equals);
    return published
        ? filter.reading()
        : new Reading(Optional.of("working"), filter.reading().asOf());
  }
}
