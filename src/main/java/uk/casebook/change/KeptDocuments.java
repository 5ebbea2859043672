package uk.casebook.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import uk.casebook.change.DocumentRepository.Form;
import uk.casebook.change.DocumentRepository.Row;
import uk.casebook.database.ResourceId;
import uk.casebook.http.Document;
import uk.casebook.http.Documents;
import uk.casebook.http.Listed;
import uk.casebook.http.Published;

/**
 * Makes what everybody reads of a thing once for each of its changes, and keeps it in the database
 * for all replicas.
 */
@Singleton
class KeptDocuments implements Documents {

  private final DocumentRepository documents;
  private final ReadReplica replica;
  private final ObjectMapper json;
  private final String build = build();

  KeptDocuments(DocumentRepository documents, ReadReplica replica, ObjectMapper json) {
    this.documents = documents;
    this.replica = replica;
    this.json = json;
  }

  @Override
  public Optional<Document> find(Published sort, String key) {
    return replica.read(() -> findHere(sort, key));
  }

  private Optional<Document> findHere(Published sort, String key) {
    List<Row> rows =
        ResourceId.parse(key)
            .map(id -> documents.findByIds(build, sort.resource(), Form.WHOLE, Set.of(id)))
            .orElseGet(() -> documents.findBySlug(build, sort.resource(), key));
    return complete(sort, Form.WHOLE, rows, true).values().stream().findFirst();
  }

  @Override
  public Map<UUID, Document> listed(Published sort, Collection<UUID> ids) {
    return ids.isEmpty() ? Map.of() : find(sort, Form.LISTED, ids, true);
  }

  /**
   * What everybody reads of some things, by id; those are left out that are not there for
   * everybody.
   *
   * @param keeps whether what had to be made is kept, which a transaction that only reads cannot
   */
  Map<UUID, Document> all(Published sort, Collection<UUID> ids, boolean keeps) {
    return find(sort, Form.WHOLE, ids, keeps);
  }

  private Map<UUID, Document> find(Published sort, Form form, Collection<UUID> ids, boolean keeps) {
    return complete(sort, form, documents.findByIds(build, sort.resource(), form, ids), keeps);
  }

  private Map<UUID, Document> complete(Published sort, Form form, List<Row> rows, boolean keeps) {
    Map<UUID, Document> all = new HashMap<>();
    // Whoever keeps several at once does it in one order, so that two never wait for each other.
    Map<UUID, Row> missing = new TreeMap<>();
    for (Row row : rows) {
      Document kept = row.document();
      if (kept == null) {
        missing.put(row.id(), row);
      } else {
        all.put(row.id(), kept);
      }
    }
    if (missing.isEmpty()) {
      return all;
    }
    Map<UUID, ?> made =
        QuarkusTransaction.joiningExisting().call(() -> sort.answers(missing.keySet()));
    missing.forEach(
        (id, row) -> {
          Object answer = made.get(id);
          if (answer != null) {
            byte[] body = write(answer);
            byte[] listed = answer instanceof Listed one ? write(one.listed()) : null;
            all.put(
                id, new Document(id, form == Form.WHOLE ? body : Objects.requireNonNull(listed)));
            if (keeps) {
              replica.write(() -> documents.keep(sort.resource(), row, body, listed));
            }
          }
        });
    return all;
  }

  private byte[] write(Object answer) {
    try {
      return json.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Tells builds apart by the bytes of the program; one that is not packaged is another each time.
   */
  private static String build() {
    URL here = Objects.requireNonNull(KeptDocuments.class.getResource("KeptDocuments.class"));
    try {
      URLConnection connection = here.openConnection();
      if (!(connection instanceof JarURLConnection jar)) {
        return UUID.randomUUID().toString();
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream program = new DigestInputStream(jar.getJarFileURL().openStream(), digest)) {
        program.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
