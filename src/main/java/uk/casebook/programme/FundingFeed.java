package uk.casebook.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import uk.casebook.casestudy.FundingProgrammeRef;
import uk.casebook.http.AtomFeed;
import uk.casebook.http.LondonTime;

/** The programmes that take applications as a feed, newest first. */
final class FundingFeed {

  private static final String ADDRESS = "/v1/funding-programmes.atom";

  private FundingFeed() {}

  /**
   * The feed on a day.
   *
   * @param programmes all that there are
   * @param id of the feed: one that is the same as long as the register lives
   */
  static AtomFeed of(List<FundingProgramme> programmes, LocalDate today, String id) {
    List<FundingProgramme> open =
        programmes.stream()
            .filter(
                programme ->
                    programme
                        .content()
                        .timetable()
                        .status(today)
                        .filter(ProgrammeStatus.OPEN::equals)
                        .isPresent())
            .sorted(
                Comparator.comparing((FundingProgramme one) -> updated(one, today))
                    .reversed()
                    .thenComparing(FundingProgramme::slug))
            .toList();
    return new AtomFeed(
        id,
        "Casebook: open calls for funding",
        latest(open.isEmpty() ? programmes : open, today),
        List.of(new AtomFeed.Link("self", ADDRESS, AtomFeed.TYPE)),
        open.stream().map(programme -> entry(programme, today)).toList());
  }

  private static Instant latest(List<FundingProgramme> programmes, LocalDate today) {
    return programmes.stream()
        .map(programme -> updated(programme, today))
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /** A programme that opens by the clock is news on that day. */
  private static Instant updated(FundingProgramme programme, LocalDate today) {
    return Stream.concat(
            Stream.of(programme.updatedAt()),
            Stream.ofNullable(programme.content().opensOn())
                .filter(day -> !day.isAfter(today))
                .map(day -> LondonTime.endOf(day.minusDays(1))))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static AtomFeed.Entry entry(FundingProgramme programme, LocalDate today) {
    FundingProgrammeContent content = programme.content();
    return new AtomFeed.Entry(
        "urn:uuid:" + programme.id(),
        content.name(),
        updated(programme, today),
        null,
        List.of(),
        List.of(
            new AtomFeed.Link(
                "alternate", FundingProgrammeRef.href(programme.slug()), "application/json")),
        List.of(),
        content
                .timetable()
                .nextDeadline(today)
                .map("Applications are taken until the end of %s. "::formatted)
                .orElse("")
            + content.summary(),
        null);
  }
}
