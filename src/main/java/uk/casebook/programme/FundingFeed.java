package uk.casebook.programme;

import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import uk.casebook.casestudy.FundingProgrammeRef;
import uk.casebook.http.LondonTime;

/** The programmes that take applications as an Atom feed (RFC 4287), newest first. */
final class FundingFeed {

  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String ADDRESS = "/v1/funding-programmes.atom";

  private final XMLStreamWriter xml;

  private FundingFeed(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * The feed on a day.
   *
   * @param programmes all that there are
   * @param id of the feed: one that is the same as long as the register lives
   */
  static String of(List<FundingProgramme> programmes, LocalDate today, String id) {
    StringWriter text = new StringWriter();
    try {
      new FundingFeed(XMLOutputFactory.newFactory().createXMLStreamWriter(text))
          .write(programmes, today, id);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Text in memory cannot fail", e);
    }
    return text.toString();
  }

  private void write(List<FundingProgramme> programmes, LocalDate today, String id)
      throws XMLStreamException {
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
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(ATOM);
    element("id", id);
    element("title", "Casebook: open calls for funding");
    element("updated", latest(open.isEmpty() ? programmes : open, today).toString());
    link("self", ADDRESS, "application/atom+xml");
    xml.writeStartElement("author");
    element("name", "Casebook");
    xml.writeEndElement();
    for (FundingProgramme programme : open) {
      entry(programme, today);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.close();
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

  private void entry(FundingProgramme programme, LocalDate today) throws XMLStreamException {
    FundingProgrammeContent content = programme.content();
    xml.writeStartElement("entry");
    element("id", "urn:uuid:" + programme.id());
    element("title", content.name());
    element("updated", updated(programme, today).toString());
    link("alternate", FundingProgrammeRef.href(programme.slug()), "application/json");
    element(
        "summary",
        content
                .timetable()
                .nextDeadline(today)
                .map("Applications are taken until the end of %s. "::formatted)
                .orElse("")
            + content.summary());
    xml.writeEndElement();
  }

  private void element(String name, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private void link(String relation, String address, String type) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("href", address);
    xml.writeAttribute("type", type);
  }
}
