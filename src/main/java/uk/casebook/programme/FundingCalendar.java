package uk.casebook.programme;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateEnd;
import biweekly.property.DateStart;
import biweekly.property.ProductId;
import biweekly.util.ICalDate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

/**
 * The deadlines of programmes, and the days on which they open, as a calendar (RFC 5545). Its
 * events are whole days, which have no time zone; the same programmes make the same calendar.
 */
final class FundingCalendar {

  private FundingCalendar() {}

  static String of(List<FundingProgramme> programmes) {
    ICalendar calendar = new ICalendar();
    calendar.setProductId(new ProductId("-//Casebook//Funding programmes//EN"));
    calendar.setName("Casebook: deadlines of funding programmes");
    programmes.stream()
        .sorted(Comparator.comparing(FundingProgramme::slug))
        .flatMap(FundingCalendar::events)
        .forEach(calendar::addEvent);
    return Biweekly.write(calendar).version(ICalVersion.V2_0).go();
  }

  private static Stream<VEvent> events(FundingProgramme programme) {
    FundingProgrammeContent content = programme.content();
    Stream<VEvent> opening =
        Stream.ofNullable(content.opensOn())
            .map(day -> event(programme, "opens", day, "Opens: " + content.name(), ""));
    Stream<VEvent> deadlines =
        content.deadlines().stream()
            .map(
                deadline ->
                    event(
                        programme,
                        "deadline",
                        deadline.date(),
                        "Deadline: " + content.name(),
                        deadline.isInferred()
                            ? " The source prints no year; it is read from the source's date."
                            : ""));
    Stream<VEvent> closing =
        Stream.ofNullable(content.closesOn())
            .filter(day -> content.deadlines().stream().noneMatch(one -> one.date().equals(day)))
            .map(day -> event(programme, "closes", day, "Closes: " + content.name(), ""));
    return Stream.of(opening, deadlines, closing).flatMap(events -> events);
  }

  private static VEvent event(
      FundingProgramme programme, String what, LocalDate day, String title, String note) {
    VEvent event = new VEvent();
    event.setUid("%s-%s-%s".formatted(programme.id(), what, day));
    event.setDateTimeStamp(Date.from(programme.updatedAt()));
    event.setDateStart(new DateStart(date(day)));
    event.setDateEnd(new DateEnd(date(day.plusDays(1))));
    event.setSummary(title);
    event.setDescription(programme.content().summary() + note);
    return event;
  }

  /** Parts of a date, so that the zone of the machine does not matter. */
  private static ICalDate date(LocalDate day) {
    return new ICalDate(
        Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()),
        new biweekly.util.DateTimeComponents(
            day.getYear(), day.getMonthValue(), day.getDayOfMonth()),
        false);
  }
}
