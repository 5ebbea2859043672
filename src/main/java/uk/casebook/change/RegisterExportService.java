package uk.casebook.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.Snapshot;

/** Writes everything that everybody may read, one JSON object a line. */
@ApplicationScoped
@Transactional
public class RegisterExportService {

  private static final int READ_AT_ONCE = 200;

  private final ChangeRepository changes;
  private final FeedCursors cursors;
  private final Things things;
  private final Snapshot snapshot;
  private final EntityManager entities;
  private final ObjectWriter json;

  /** The first line. */
  private record Head(String cursor, String next, long items, String digest) {}

  /** Every other line; without its representation if that went at the last moment. */
  private record Line(
      String resource,
      UUID id,
      String slug,
      int version,
      String href,
      @Nullable Object representation) {}

  RegisterExportService(
      ChangeRepository changes,
      FeedCursors cursors,
      Things things,
      Snapshot snapshot,
      EntityManager entities,
      ObjectMapper mapper) {
    this.changes = changes;
    this.cursors = cursors;
    this.things = things;
    this.snapshot = snapshot;
    this.entities = entities;
    this.json = mapper.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
  }

  /** Everything as it is at one instant, in memory that does not grow with it. */
  void write(OutputStream out) throws IOException {
    snapshot.take();
    String cursor = cursors.seal(changes.head());
    DigestResponse digest = DigestResponse.of(cursor, changes.buckets());
    line(out, new Head(cursor, "/v1/changes?since=" + cursor, digest.items(), digest.digest()));
    List<Shown> shown = changes.shown(null, READ_AT_ONCE);
    while (!shown.isEmpty()) {
      Map<UUID, String> hrefs = things.hrefs(shown);
      Map<UUID, Object> answers = things.answers(shown.stream(), false);
      for (Shown thing : shown) {
        line(
            out,
            new Line(
                thing.resource(),
                thing.id(),
                thing.slug(),
                thing.version(),
                Objects.requireNonNull(hrefs.get(thing.id())),
                answers.get(thing.id())));
      }
      entities.clear();
      shown = changes.shown(shown.get(shown.size() - 1), READ_AT_ONCE);
    }
  }

  private void line(OutputStream out, Object line) throws IOException {
    out.write(json.writeValueAsBytes(line));
    out.write('\n');
  }
}
