package uk.casebook.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.quarkus.test.junit.callback.QuarkusTestAfterEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestContext;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import uk.casebook.http.ChangeLog;

/**
 * Whatever a test wrote: the change log, what is kept beside it, and the tables agree when it is
 * over. When its class is over, so do snapshot, feed and digest as the service tells them.
 */
public class RegisterAgreement
    implements QuarkusTestAfterEachCallback, QuarkusTestAfterAllCallback {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the log says last of each thing, what is kept of it, and what its own table says. */
  private static final String THINGS =
      """
      select format('%s %s: told as %s, kept as %s, seen as %s', resource, id, told, kept, seen)
      from (
        select distinct on (resource, resource_id) resource, resource_id as id,
          case when op not in ('withdrawn', 'erased') then format('%s %s', slug, version) end as told
        from change order by resource, resource_id, position desc) log
      full join (
        select resource, resource_id as id, format('%s %s', slug, version) as kept
        from register_item) item using (resource, id)
      full join (
        select resource, id, format('%s %s', slug, version) as seen
        from (
          select 'organisation' as resource, id, slug, version from organisation where merged_into_id is null
          union all
          select 'case-study', id, slug, published_version from case_study
          where published_version is not null and status <> 'withdrawn'
          union all
          select 'metric', id, slug, published_version from metric
          where published_version is not null and not withdrawn
          union all
          select 'funding-programme', id, slug, version from funding_programme
          union all
          select 'grant', id, identifier, version from grant_award where status is distinct from 'cancelled')
          readers) shown using (resource, id)
      where told is distinct from kept or kept is distinct from seen
      """;

  private static final String TAGS =
      """
      select format('%s %s: told of with %s, kept with %s, has to do with %s', resource, id, told, kept, seen)
      from (
        select resource, resource_id as id, tags as kept, change_tags(resource, resource_id) as seen,
          (select c.tags from change c where c.resource = i.resource and c.resource_id = i.resource_id
           order by c.position desc limit 1) as told
        from register_item i) tagged
      where told <> kept or kept <> seen
      """;

  private static final String DIGESTS =
      """
      select format('bucket %s: %s things %s, digest of %s things %s',
                    bucket, d.items, d.digest, coalesce(k.items, 0), k.digest)
      from register_digest d
      full join (
        select bucket, count(*) as items, bit_xor(item_digest(resource, resource_id, version)) as digest
        from register_item group by bucket) k using (bucket)
      where d.items is distinct from coalesce(k.items, 0)
        or d.digest is distinct from coalesce(k.digest, repeat('0', 256)::bit(256))
      """;

  private static final String POSITIONS =
      """
      select format('%s positions from %s to %s', count(*), min(position), max(position)) from change
      having min(position) <> 1 or max(position) <> count(*)
      """;

  /** Whoever writes is given a number by the server; while none was given, nothing was written. */
  private static final String WRITES = "select pg_snapshot_xmax(pg_current_snapshot())";

  private static final Set<String> FOUND = new HashSet<>();
  private static String looked = "";
  private static boolean written;

  @Override
  public void afterEach(QuarkusTestMethodContext context) {
    if (wasWritten()) {
      written = true;
      assertNothing(THINGS, DIGESTS, POSITIONS);
    }
  }

  @Override
  public void afterAll(QuarkusTestContext context) {
    if (written && context.getOuterInstances().isEmpty()) {
      written = false;
      assertNothing(TAGS);
      assertTold();
    }
  }

  /** What one test left wrong is its fault alone, though those after it find it too. */
  private static void assertNothing(String... queries) {
    if (!wrong(queries).isEmpty()) {
      // Something may have been written after changes were ordered and before they were read.
      List<String> wrong = wrong(queries).stream().filter(FOUND::add).toList();
      assertThat(wrong).as("what does not agree").isEmpty();
    }
  }

  private static boolean wasWritten() {
    String now = texts(WRITES).get(0);
    boolean was = !now.equals(looked);
    looked = now;
    return was;
  }

  private static List<String> wrong(String... queries) {
    Arc.container().instance(ChangeLog.class).get().order();
    List<String> wrong = Arrays.stream(queries).flatMap(query -> texts(query).stream()).toList();
    looked = texts(WRITES).get(0);
    return wrong;
  }

  /** The register by the snapshot, by the feed from its beginning, and by the digest. */
  private static void assertTold() {
    List<JsonNode> snapshot = snapshot();
    JsonNode head = snapshot.remove(0);
    Set<String> things = new TreeSet<>();
    for (JsonNode line : snapshot) {
      things.add(
          "%s/%s/%s".formatted(text(line, "resource"), text(line, "id"), line.get("version")));
    }

    DigestResponse digest = Arc.container().instance(ChangeService.class).get().digest();

    assertThat(told()).isEqualTo(things);
    assertThat(digest.buckets())
        .extracting(DigestResponse.Bucket::digest)
        .isEqualTo(Register.digests(things));
    assertThat(text(head, "digest")).isEqualTo(digest.digest());
    assertThat(head.get("items").asLong()).isEqualTo(things.size()).isEqualTo(digest.items());
    assertThat(text(head, "cursor")).isEqualTo(digest.cursor());
  }

  private static List<JsonNode> snapshot() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Arc.container().instance(RegisterExportService.class).get().write(out);
      List<JsonNode> lines = new ArrayList<>();
      for (String line : out.toString(UTF_8).lines().toList()) {
        lines.add(JSON.readTree(line));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JsonNode line, String field) {
    return line.get(field).textValue();
  }

  private static Set<String> told() {
    ChangeService changes = Arc.container().instance(ChangeService.class).get();
    ChangeFilter everything = new ChangeFilter(Set.of(), Set.of(), Set.of(), Set.of());
    Map<String, String> things = new LinkedHashMap<>();
    long position = 0;
    ChangePage page;
    do {
      page = changes.after(everything, position, 500);
      for (Change change : page.items()) {
        String thing = change.resource() + "/" + change.id();
        if (change.isGone()) {
          things.remove(thing);
        } else {
          things.put(thing, thing + "/" + change.version());
        }
      }
      position = page.to();
    } while (!page.caughtUp());
    return new TreeSet<>(things.values());
  }

  private static List<String> texts(String query) {
    try (Connection connection =
            Arc.container().instance(AgroalDataSource.class).get().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
