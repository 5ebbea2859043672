package uk.casebook.casestudy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.ResourceId;
import uk.casebook.http.AtomFeed;
import uk.casebook.http.AtomFeed.Link;
import uk.casebook.organisation.OrganisationRef;

/** Case studies as a feed, each with all of its text. */
final class CaseStudyFeed {

  private static final Parser MARKDOWN = Parser.builder().build();

  /** HTML in a text is shown as it was written, and no link runs anything. */
  private static final HtmlRenderer HTML =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

  private CaseStudyFeed() {}

  /**
   * A page of the feed.
   *
   * @param self its address, which is also what its id is made of
   * @param next where the next page is, if there is one
   */
  static AtomFeed of(List<CaseStudyResponse> page, String self, @Nullable String next) {
    return new AtomFeed(
        "urn:uuid:" + ResourceId.ofShipped("feed", self),
        "Casebook: case studies",
        page.stream()
            .map(CaseStudyResponse::updatedAt)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH),
        Stream.concat(
                Stream.of(new Link("self", self, AtomFeed.TYPE)),
                Stream.ofNullable(next).map(address -> new Link("next", address, AtomFeed.TYPE)))
            .toList(),
        page.stream().map(CaseStudyFeed::entry).toList());
  }

  private static AtomFeed.Entry entry(CaseStudyResponse study) {
    return new AtomFeed.Entry(
        "urn:uuid:" + study.id(),
        study.title(),
        study.updatedAt(),
        study.publishedAt(),
        study.lead().stream().map(OrganisationRef::name).toList(),
        List.of(new Link("alternate", study.href(), "application/json")),
        Stream.concat(Stream.ofNullable(study.theme()), study.topics().stream()).toList(),
        study.summary(),
        HTML.render(text(study)));
  }

  private static Node text(CaseStudyResponse study) {
    Document text = new Document();
    for (Section section : study.sections()) {
      text.appendChild(heading(section.heading() == null ? section.kind() : section.heading()));
      append(MARKDOWN.parse(section.body()), text);
    }
    append("Barriers", study.barriers(), text);
    append("Conditions for success", study.conditions(), text);
    append(
        "Figures",
        study.metrics().stream()
            .map(
                metric ->
                    metric.headline() == null
                        ? metric.title()
                        : metric.title() + ": " + metric.headline())
            .toList(),
        text);
    for (Quote quote : study.quotes()) {
      BlockQuote block = new BlockQuote();
      block.appendChild(
          paragraph(
              quote.attribution() == null
                  ? quote.text()
                  : quote.text() + " (" + quote.attribution() + ")"));
      text.appendChild(block);
    }
    return text;
  }

  private static void append(String title, List<String> items, Node text) {
    if (items.isEmpty()) {
      return;
    }
    text.appendChild(heading(title));
    Node list = new BulletList();
    for (String item : items) {
      Node listed = new ListItem();
      listed.appendChild(paragraph(item));
      list.appendChild(listed);
    }
    text.appendChild(list);
  }

  /** Moves what one has to the end of the other. */
  private static void append(Node from, Node to) {
    Node child = from.getFirstChild();
    while (child != null) {
      to.appendChild(child);
      child = from.getFirstChild();
    }
  }

  private static Node heading(String words) {
    Heading heading = new Heading();
    heading.setLevel(2);
    heading.appendChild(new Text(words));
    return heading;
  }

  private static Node paragraph(String words) {
    Paragraph paragraph = new Paragraph();
    paragraph.appendChild(new Text(words));
    return paragraph;
  }
}
