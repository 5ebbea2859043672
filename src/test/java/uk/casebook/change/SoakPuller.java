package uk.casebook.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * Pulls the feed in pages of random size, keeps its state on disk, and is killed at random points.
 * Unlike {@link Mirror} it remembers everything that it was told.
 */
final class SoakPuller implements Callable<Void> {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> THERE = Set.of("published", "updated");

  /** Whoever is not answered by then, though he waits for seconds alone, will never be. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final URI service;
  private final Path file;
  private final String filter;
  private final Random random = new Random();
  private final Map<String, String> things = new TreeMap<>();
  private final List<String> told = new ArrayList<>();
  private String cursor = "";
  private int pages;
  private int kills;
  private volatile boolean finishing;

  /**
   * A puller that has nothing yet and begins with the first change.
   *
   * @param filter empty, or {@code &type=} and what it wants
   */
  SoakPuller(URI service, Path file, String filter) {
    this.service = service;
    this.file = file;
    this.filter = filter;
  }

  /** Begins with a snapshot instead. */
  SoakPuller fromSnapshot() throws IOException, InterruptedException {
    List<String> lines = get("/v1/exports/register.ndjson").lines().toList();
    cursor = JSON.readTree(lines.get(0)).get("cursor").asText();
    for (String line : lines.subList(1, lines.size())) {
      JsonNode thing = JSON.readTree(line);
      things.put(thing.get("id").asText(), thing(thing));
    }
    save();
    return this;
  }

  /** Lets it end as soon as it has caught up, without being killed any more. */
  void finish() {
    finishing = true;
  }

  /** What it holds, as resource/id/version. */
  Set<String> things() {
    return new TreeSet<>(things.values());
  }

  /** What was applied and saved, in order, as resource/id/version/op. */
  List<String> told() {
    return told;
  }

  int pages() {
    return pages;
  }

  int kills() {
    return kills;
  }

  @Override
  public Void call() throws IOException, InterruptedException {
    boolean caughtUp = false;
    while (!caughtUp) {
      boolean last = finishing;
      JsonNode page = JSON.readTree(get(path()));
      pages++;
      if (!last && isKilled()) {
        continue;
      }
      List<String> news = apply(page);
      if (!last && isKilled()) {
        continue;
      }
      save();
      told.addAll(news);
      caughtUp = last && page.get("caughtUp").asBoolean();
      if (!last) {
        isKilled();
      }
    }
    return null;
  }

  private String path() {
    boolean represented = random.nextInt(20) == 0;
    return "/v1/changes?limit=%d&wait=%d%s%s%s"
        .formatted(
            1 + random.nextInt(represented ? 20 : 500),
            random.nextInt(3),
            represented ? "&include=representation" : "",
            filter,
            cursor.isEmpty() ? "" : "&since=" + cursor);
  }

  /** Whoever is killed knows only what he had saved. */
  private boolean isKilled() throws IOException {
    if (random.nextInt(10) > 0) {
      return false;
    }
    kills++;
    things.clear();
    cursor = "";
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file);
      cursor = lines.get(0);
      lines.subList(1, lines.size()).forEach(thing -> things.put(thing.split("/", -1)[1], thing));
    }
    return true;
  }

  private List<String> apply(JsonNode page) {
    List<String> news = new ArrayList<>();
    for (JsonNode item : page.get("items")) {
      String op = item.get("op").asText();
      String id = item.get("id").asText();
      if (THERE.contains(op)) {
        things.put(id, thing(item));
      } else {
        things.remove(id);
      }
      news.add(thing(item) + "/" + op);
    }
    cursor = page.get("cursor").asText();
    return news;
  }

  private static String thing(JsonNode item) {
    return item.get("resource").asText()
        + "/"
        + item.get("id").asText()
        + "/"
        + item.get("version").asInt();
  }

  private void save() throws IOException {
    List<String> lines = new ArrayList<>(List.of(cursor));
    lines.addAll(things.values());
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.write(unfinished, lines);
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        CLIENT.send(
            HttpRequest.newBuilder(service.resolve(path)).timeout(LONGEST).build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + " " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }
}
