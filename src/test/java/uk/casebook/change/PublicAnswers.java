package uk.casebook.change;

import static uk.casebook.identity.KeyFixture.aKey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * All that everybody may read of what has a place in the change log, as the service answers it at
 * one time, but for what changes with the day alone.
 *
 * @param answers by resource and slug
 * @param ids by resource and slug
 */
record PublicAnswers(Map<String, String> answers, Map<String, String> ids) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What London's calendar says of a programme. */
  private static final List<String> BY_THE_DAY = List.of("status", "nextDeadline");

  /** Reads everything. */
  static PublicAnswers read(String service) {
    Reader reader = new Reader(service);
    Stream.of(
            CompletableFuture.runAsync(() -> reader.list("organisation", "/v1/organisations")),
            CompletableFuture.runAsync(() -> reader.list("metric", "/v1/metrics")),
            CompletableFuture.runAsync(
                () -> reader.list("funding-programme", "/v1/funding-programmes")),
            CompletableFuture.runAsync(() -> reader.list("grant", "/v1/grants")),
            CompletableFuture.runAsync(() -> reader.list("case-study", "/v1/case-studies")))
        .toList()
        .forEach(CompletableFuture::join);
    // Councils have more to tell than what the list of all organisations shows of them.
    reader.list("organisation", "/v1/councils");
    reader.of("case-study").forEach(href -> reader.put("case-study", reader.getAnew(href)));
    reader.refuseWhatIsKeptTooLong();
    return reader.answers();
  }

  /** What became of each thing until the answers were others, as the change log should have it. */
  List<String> changesTo(PublicAnswers later) {
    Set<String> names = new TreeSet<>(answers.keySet());
    names.addAll(later.answers.keySet());
    List<String> changes = new ArrayList<>();
    for (String name : names) {
      String before = answers.get(name);
      String after = later.answers.get(name);
      if (before == null) {
        changes.add("published " + name);
      } else if (after == null) {
        changes.add("withdrawn " + name);
      } else if (!before.equals(after)) {
        changes.add("updated " + name);
      }
    }
    return changes;
  }

  private static final class Reader {

    private final Map<String, ObjectNode> found = new ConcurrentHashMap<>();
    private final String service;
    private final String officer = aKey(null, "grant-officer");

    Reader(String service) {
      this.service = service;
    }

    void list(String resource, String path) {
      String next = path + "?limit=100";
      while (next != null) {
        JsonNode page = get(next);
        page.get("items").forEach(item -> put(resource, item));
        next = page.path("next").textValue();
      }
    }

    void put(String resource, JsonNode answer) {
      String slug = answer.path(answer.has("slug") ? "slug" : "identifier").asText();
      found.put(resource + " " + slug, (ObjectNode) answer);
    }

    /** Where all of a resource are read. */
    Stream<String> of(String resource) {
      return found.entrySet().stream()
          .filter(thing -> thing.getKey().startsWith(resource + " "))
          .map(thing -> thing.getValue().get("href").asText())
          .toList()
          .parallelStream();
    }

    /** What is kept of single things would hide a change that the log does not know. */
    void refuseWhatIsKeptTooLong() {
      Map<String, JsonNode> anew = new ConcurrentHashMap<>();
      found.values().forEach(answer -> anew.put(answer.get("href").asText(), answer));
      Stream.of("case-study", "metric")
          .flatMap(this::of)
          .forEach(
              href -> {
                if (!get(href).equals(anew.get(href))) {
                  throw new AssertionError(href + " is told as it was before it changed");
                }
              });
    }

    /** As {@link #get}, but by somebody who may see no more, of whom nothing is kept. */
    JsonNode getAnew(String path) {
      return get(path, "Authorization", officer);
    }

    JsonNode get(String path) {
      return get(path, "Accept", "application/json");
    }

    private JsonNode get(String path, String field, String value) {
      try {
        HttpResponse<byte[]> response =
            CLIENT.send(
                HttpRequest.newBuilder(URI.create(service + path)).header(field, value).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
          throw new IllegalStateException(path + " answers " + response.statusCode());
        }
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    PublicAnswers answers() {
      Map<String, String> answers = new TreeMap<>();
      Map<String, String> ids = new TreeMap<>();
      found.forEach(
          (name, answer) -> {
            ids.put(name, answer.get("id").asText());
            ObjectNode told = answer.deepCopy();
            if (name.startsWith("funding-programme ")) {
              told.remove(BY_THE_DAY);
            }
            answers.put(name, told + filteredBy(name, answer));
          });
      return new PublicAnswers(answers, ids);
    }

    /** By what the feed's filters find a metric: by what its case study says. */
    private String filteredBy(String name, JsonNode answer) {
      if (!name.startsWith("metric ")) {
        return "";
      }
      JsonNode study = found.get("case-study " + answer.at("/caseStudy/slug").asText());
      Set<String> tags = new TreeSet<>(study.findValuesAsText("theme"));
      study.get("topics").forEach(topic -> tags.add(topic.asText()));
      Stream.of("lead", "partners")
          .forEach(part -> study.get(part).forEach(body -> tags.add(body.get("slug").asText())));
      return tags.toString();
    }
  }
}
