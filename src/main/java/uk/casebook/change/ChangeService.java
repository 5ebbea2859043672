package uk.casebook.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.Violation;
import uk.casebook.database.Snapshot;
import uk.casebook.http.Published.Gone;
import uk.casebook.organisation.OrganisationService;
import uk.casebook.vocabulary.VocabularyService;

/** Reads the change log. */
@ApplicationScoped
@Transactional
public class ChangeService {

  private final ChangeRepository changes;
  private final FeedCursors cursors;
  private final Things things;
  private final OrganisationService organisations;
  private final VocabularyService vocabularies;
  private final Snapshot snapshot;

  ChangeService(
      ChangeRepository changes,
      FeedCursors cursors,
      Things things,
      OrganisationService organisations,
      VocabularyService vocabularies,
      Snapshot snapshot) {
    this.changes = changes;
    this.cursors = cursors;
    this.things = things;
    this.organisations = organisations;
    this.vocabularies = vocabularies;
    this.snapshot = snapshot;
  }

  /** The last position there is; 0 while the log is empty. */
  public long head() {
    return changes.head().position();
  }

  /**
   * Changes behind a position.
   *
   * @param limit how many at most
   */
  public ChangePage after(ChangeFilter filter, long position, int limit) {
    return after(filter, position, limit, head());
  }

  private ChangePage after(ChangeFilter filter, long position, int limit, long head) {
    long end = ChangeRepository.end(position, head);
    List<Change> items = position == end ? List.of() : changes.after(filter, position, end, limit);
    return new ChangePage(
        items, items.size() == limit ? items.get(limit - 1).position() : end, head);
  }

  /**
   * What is asked of the feed, wherever one begins to read.
   *
   * @param limit how many changes at most
   */
  record Asked(ChangeFilter filter, boolean isRepresented, int limit) {}

  /**
   * A page of the feed.
   *
   * @param to the position up to which everything has been told
   */
  record Told(
      Asked asked, List<ChangesResponse.Item> items, String cursor, long to, boolean caughtUp) {

    /** Whether whoever can wait may wait for more. */
    boolean isNothing() {
      return items.isEmpty() && caughtUp;
    }
  }

  /** The page that a query asks for. */
  Told list(ChangeQuery query) {
    Asked asked = new Asked(filter(query), query.isRepresented(), query.most());
    return tell(asked, query.since().map(cursors::open).orElse(0L));
  }

  /** The page behind another one. */
  Told next(Told told) {
    return tell(told.asked(), told.to());
  }

  private Told tell(Asked asked, long from) {
    Place head = changes.head();
    ChangePage page = after(asked.filter(), from, asked.limit(), head.position());
    return new Told(
        asked,
        items(page.items(), asked.isRepresented()),
        cursors.seal(page.caughtUp() ? head : changes.place(page.to())),
        page.to(),
        page.caughtUp());
  }

  private ChangeFilter filter(ChangeQuery query) {
    List<Violation> violations = new ArrayList<>();
    vocabularies.filterBy("themes", "theme", query.theme(), violations);
    vocabularies.filterBy("topics", "topic", query.topic(), violations);
    ChangeFilter filter =
        new ChangeFilter(
            new HashSet<>(query.type()),
            organisations.filterByCouncil("council", query.council(), violations),
            new HashSet<>(query.theme()),
            new HashSet<>(query.topic()));
    ProblemException.refuse(violations);
    return filter;
  }

  private List<ChangesResponse.Item> items(List<Change> page, boolean represented) {
    Map<UUID, String> hrefs = things.hrefs(page);
    Map<UUID, Gone> gone = things.gone(page.stream().filter(Change::isGone));
    Map<UUID, Object> answers =
        represented ? things.answers(page.stream().filter(Change::isThere), true) : Map.of();
    return page.stream()
        .map(
            change ->
                ChangesResponse.Item.from(
                    change,
                    Objects.requireNonNull(hrefs.get(change.id())),
                    change.isGone() ? gone.get(change.id()) : null,
                    change.isThere() ? answers.get(change.id()) : null))
        .toList();
  }

  DigestResponse digest() {
    snapshot.take();
    String cursor = cursors.seal(changes.head());
    List<DigestResponse.Bucket> buckets = changes.buckets();
    return DigestResponse.of(cursor, buckets);
  }

  DigestBucketResponse digest(String name) {
    snapshot.take();
    String cursor = cursors.seal(changes.head());
    int bucket = Integer.parseInt(name, 16);
    List<Shown> shown = changes.shown(bucket);
    Map<UUID, String> hrefs = things.hrefs(shown);
    return new DigestBucketResponse(
        cursor,
        name,
        changes.buckets().get(bucket).digest(),
        shown.stream()
            .map(
                thing ->
                    new DigestBucketResponse.Item(
                        thing.resource(),
                        thing.id(),
                        thing.slug(),
                        thing.version(),
                        Objects.requireNonNull(hrefs.get(thing.id()))))
            .toList());
  }
}
