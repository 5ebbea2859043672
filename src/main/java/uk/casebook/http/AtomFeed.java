package uk.casebook.http;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A feed as RFC 4287 has it.
 *
 * @param id an IRI that stays the same for ever
 * @param links its own address among them
 */
public record AtomFeed(
    String id, String title, Instant updated, List<Link> links, List<Entry> entries) {

  /** The media type, without parameters. */
  public static final String TYPE = "application/atom+xml";

  private static final String ATOM = "http://www.w3.org/2005/Atom";

  /** What the texts of entries and feeds of this service have as their author. */
  private static final String AUTHOR = "Casebook";

  /**
   * A link.
   *
   * @param relation such as self, alternate, or next (RFC 5005)
   */
  public record Link(String relation, String href, String type) {}

  /**
   * An entry.
   *
   * @param authors names; the feed's author if there are none
   * @param html the content as HTML, or null if the summary is all
   */
  public record Entry(
      String id,
      String title,
      Instant updated,
      @Nullable Instant published,
      List<String> authors,
      List<Link> links,
      List<String> categories,
      @Nullable String summary,
      @Nullable String html) {}

  /** The feed as a document. */
  public String write() {
    StringWriter text = new StringWriter();
    try {
      write(XMLOutputFactory.newFactory().createXMLStreamWriter(text));
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Text in memory cannot fail", e);
    }
    return text.toString();
  }

  private void write(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(ATOM);
    element(xml, "id", id);
    element(xml, "title", title);
    element(xml, "updated", updated.toString());
    author(xml, AUTHOR);
    for (Link link : links) {
      link(xml, link);
    }
    for (Entry entry : entries) {
      entry(xml, entry);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.close();
  }

  private static void entry(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
    xml.writeStartElement("entry");
    element(xml, "id", entry.id());
    element(xml, "title", entry.title());
    element(xml, "updated", entry.updated().toString());
    if (entry.published() != null) {
      element(xml, "published", entry.published().toString());
    }
    for (String name : entry.authors()) {
      author(xml, name);
    }
    for (Link link : entry.links()) {
      link(xml, link);
    }
    for (String category : entry.categories()) {
      xml.writeEmptyElement("category");
      xml.writeAttribute("term", category);
    }
    if (entry.summary() != null) {
      element(xml, "summary", entry.summary());
    }
    if (entry.html() != null) {
      xml.writeStartElement("content");
      xml.writeAttribute("type", "html");
      xml.writeCharacters(legible(entry.html()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void author(XMLStreamWriter xml, String name) throws XMLStreamException {
    xml.writeStartElement("author");
    element(xml, "name", name);
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(legible(text));
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, Link link) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", link.relation());
    xml.writeAttribute("href", link.href());
    xml.writeAttribute("type", link.type());
  }

  /** XML 1.0 has no way to say most control characters, section 2.2. */
  private static String legible(String text) {
    return text.codePoints()
        .map(character -> isLegible(character) ? character : '\uFFFD')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isLegible(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
