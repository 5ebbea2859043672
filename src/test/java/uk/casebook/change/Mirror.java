package uk.casebook.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/**
 * A copy of the register that never misses a change: an example to read and to copy. It needs
 * nothing but Java 17:
 *
 * <pre>java Mirror.java http://localhost:8080 directory [representation]</pre>
 *
 * <p>It holds all things in memory and writes all of them after each page, which is simple and
 * enough for some thousands. With a database, write the items of a page and its cursor in one
 * transaction instead; everything else stays as it is here.
 */
public final class Mirror {

  private static final int MOST = 500;
  private static final int LONGEST_WAIT = 30;
  private static final int BUCKETS = 256;
  private static final Duration BETWEEN_RECONCILIATIONS = Duration.ofHours(24);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
  private static final Set<String> THERE = Set.of("published", "updated");

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final URI base;
  private final Path file;
  private final boolean represented;
  private final Map<UUID, Item> items = new HashMap<>();
  private String cursor = "";

  /**
   * Something in the register.
   *
   * @param representation what everybody reads there, as JSON, if the mirror keeps it
   */
  public record Item(
      String resource, UUID id, int version, String slug, Optional<String> representation) {

    static Item from(Json json) throws IOException {
      return new Item(
          json.at("resource").string(),
          json.at("id").id(),
          json.at("version").number(),
          json.at("slug").string(),
          json.find("representation").map(Json::source));
    }

    String line() {
      return "{\"resource\":%s,\"id\":\"%s\",\"version\":%d,\"slug\":%s%s}"
          .formatted(
              Json.quoted(resource),
              id,
              version,
              Json.quoted(slug),
              // One thing is one line: between the parts of a JSON text a space is as good.
              representation
                  .map(json -> ",\"representation\":" + json.replace('\n', ' ').replace('\r', ' '))
                  .orElse(""));
    }

    int bucket() {
      return (int) id.getLeastSignificantBits() & (BUCKETS - 1);
    }

    boolean isVersionOf(Item other) {
      return id.equals(other.id) && resource.equals(other.resource) && version == other.version;
    }

    private Item without() {
      return new Item(resource, id, version, slug, Optional.empty());
    }

    private Item with(Optional<String> json) {
      return new Item(resource, id, version, slug, json);
    }
  }

  /** A mirror of ids, versions and slugs. */
  public Mirror(URI base, Path directory) {
    this(base, directory, false);
  }

  /**
   * A mirror.
   *
   * @param base where the service is, such as {@code http://localhost:8080}
   * @param directory where it keeps its state, and nobody else anything
   * @param represented whether it keeps what everybody reads of each thing
   */
  public Mirror(URI base, Path directory, boolean represented) {
    this.base = base;
    this.file = directory.resolve("register.ndjson");
    this.represented = represented;
  }

  /** Mirrors until it is killed, which it may be at any time. */
  public static void main(String[] arguments) throws InterruptedException {
    Mirror mirror =
        new Mirror(URI.create(arguments[0]), Path.of(arguments[1]), arguments.length > 2);
    while (true) {
      try {
        mirror.start();
        int repaired = mirror.reconcile();
        System.out.printf("%d things, of which %d were repaired%n", mirror.items.size(), repaired);
        mirror.pullFor(BETWEEN_RECONCILIATIONS);
      } catch (IOException e) {
        System.err.println(e);
        Thread.sleep(AFTER_FAILURE.toMillis());
      }
    }
  }

  private void pullFor(Duration time) throws IOException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      boolean caughtUp = pull(MOST, LONGEST_WAIT);
      System.out.printf("%d things%s%n", items.size(), caughtUp ? "" : ", and more to come");
    }
  }

  /** What it holds. */
  public Collection<Item> items() {
    return List.copyOf(items.values());
  }

  /** Goes on from where it was, or takes a snapshot if it was nowhere. */
  public void start() throws IOException, InterruptedException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (cursor.isEmpty() && !load()) {
      takeSnapshot();
    }
  }

  /** Applies a page; true if there was nothing more. */
  public boolean pull(int limit) throws IOException, InterruptedException {
    return pull(limit, 0);
  }

  /**
   * Applies a page.
   *
   * @param seconds how long the service may wait for a change
   * @return whether there was nothing more
   */
  public boolean pull(int limit, int seconds) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        get(
            "/v1/changes?since=%s&limit=%d&wait=%d%s"
                .formatted(cursor, limit, seconds, represented ? "&include=representation" : ""));
    int status = response.statusCode();
    if (status == 410 || status == 400) {
      Json problem = Json.read(text(response));
      if (status == 410 || problem.at("type").string().endsWith("/invalid-cursor")) {
        takeSnapshot();
        return false;
      }
      throw new IOException(problem.source());
    }
    Json page = json(response);
    // A page that cannot be read must not be applied in part.
    List<Item> changed = new ArrayList<>();
    List<Boolean> there = new ArrayList<>();
    for (Json item : page.at("items").elements()) {
      changed.add(Item.from(item));
      there.add(THERE.contains(item.at("op").string()));
    }
    String next = page.at("cursor").string();
    boolean caughtUp = page.at("caughtUp").isTrue();
    for (int i = 0; i < changed.size(); i++) {
      Item item = changed.get(i);
      if (there.get(i)) {
        items.put(item.id(), item);
      } else {
        items.remove(item.id());
      }
    }
    if (!next.equals(cursor)) {
      cursor = next;
      save();
    }
    return caughtUp;
  }

  /**
   * Compares digests with the register and repairs what differs, such as what was lost or damaged
   * here. A change between the pages and the digest makes a difference too. It is repaired before
   * the feed tells of it; the feed is gone through from where it was, so all ends well.
   *
   * @return how many things differed
   */
  public int reconcile() throws IOException, InterruptedException {
    pullToTheEnd();
    List<String> own = digests();
    int repaired = 0;
    for (Json bucket : json(get("/v1/changes/digest")).at("buckets").elements()) {
      String name = bucket.at("bucket").string();
      if (!bucket.at("digest").string().equals(own.get(Integer.parseInt(name, 16)))) {
        repaired += repair(name);
      }
    }
    if (repaired > 0) {
      save();
      pullToTheEnd();
    }
    return repaired;
  }

  private void pullToTheEnd() throws IOException, InterruptedException {
    boolean caughtUp;
    do {
      caughtUp = pull(MOST);
    } while (!caughtUp);
  }

  private int repair(String bucket) throws IOException, InterruptedException {
    Map<UUID, Item> right = new HashMap<>();
    int repaired = 0;
    for (Json json : json(get("/v1/changes/digest/" + bucket)).at("items").elements()) {
      Item item = Item.from(json);
      Item mine = items.get(item.id());
      if (mine != null && mine.isVersionOf(item)) {
        right.put(item.id(), mine);
      } else {
        repaired++;
        right.put(
            item.id(), represented ? item.with(representation(json.at("href").string())) : item);
      }
    }
    int number = Integer.parseInt(bucket, 16);
    List<Item> mine = items.values().stream().filter(item -> item.bucket() == number).toList();
    for (Item item : mine) {
      repaired += right.containsKey(item.id()) ? 0 : 1;
      items.remove(item.id());
    }
    items.putAll(right);
    return repaired;
  }

  /** Nothing if it went in the meantime, which the feed will tell. */
  private Optional<String> representation(String href) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = get(href);
    String body = text(response);
    return response.statusCode() == 200 ? Optional.of(Json.read(body).source()) : Optional.empty();
  }

  /** The digest of each bucket, by the rules of the contract. */
  public List<String> digests() {
    byte[][] digests = new byte[BUCKETS][32];
    for (Item item : items.values()) {
      add(digests[item.bucket()], item);
    }
    return List.of(digests).stream().map(HexFormat.of()::formatHex).toList();
  }

  private static String digest(Collection<Item> items) {
    byte[] digest = new byte[32];
    items.forEach(item -> add(digest, item));
    return HexFormat.of().formatHex(digest);
  }

  private static void add(byte[] digest, Item item) {
    String named = item.resource() + "/" + item.id() + "/" + item.version();
    byte[] one;
    try {
      one = MessageDigest.getInstance("SHA-256").digest(named.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
    for (int i = 0; i < digest.length; i++) {
      digest[i] ^= one[i];
    }
  }

  private void takeSnapshot() throws IOException, InterruptedException {
    HttpResponse<InputStream> response = get("/v1/exports/register.ndjson");
    Map<UUID, Item> taken = new HashMap<>();
    Json head;
    try (BufferedReader lines = lines(body(response))) {
      refuse(response, lines);
      head = Json.read(first(lines));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Item item = Item.from(Json.read(line));
        taken.put(item.id(), represented ? item : item.without());
      }
    }
    if (taken.size() != head.at("items").number()
        || !digest(taken.values()).equals(head.at("digest").string())) {
      throw new IOException("The snapshot is not whole");
    }
    items.clear();
    items.putAll(taken);
    cursor = head.at("cursor").string();
    save();
  }

  private static void refuse(HttpResponse<?> response, BufferedReader body) throws IOException {
    if (response.statusCode() != 200) {
      throw new IOException(response + " " + body.readLine());
    }
  }

  private static String first(BufferedReader lines) throws IOException {
    String first = lines.readLine();
    if (first == null) {
      throw new MalformedException("No first line");
    }
    return first;
  }

  /** Reads what {@link #save} wrote; false if there is nothing, or nothing that can be read. */
  private boolean load() throws IOException {
    Map<UUID, Item> kept = new HashMap<>();
    String at;
    try (BufferedReader lines = lines(Files.newInputStream(file))) {
      at = Json.read(first(lines)).at("cursor").string();
      if (at.isEmpty()) {
        throw new MalformedException("No cursor");
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Item item = Item.from(Json.read(line));
        kept.put(item.id(), item);
      }
    } catch (NoSuchFileException e) {
      return false;
    } catch (MalformedException e) {
      System.err.println("The state is damaged, and is taken anew: " + e.getMessage());
      return false;
    }
    items.clear();
    items.putAll(kept);
    cursor = at;
    return true;
  }

  /**
   * Cursor and items go into one file, which is there as it was or as it is now, but never half: so
   * they agree whenever this is killed. If the newest state is lost, an older one is as good.
   */
  private void save() throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try (FileChannel channel =
            FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        Writer out = new BufferedWriter(Channels.newWriter(channel, UTF_8))) {
      out.write("{\"cursor\":" + Json.quoted(cursor) + "}\n");
      for (Item item : items.values()) {
        out.write(item.line() + "\n");
      }
      out.flush();
      channel.force(true);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The answer of the service, as soon as it has time for one. */
  private HttpResponse<InputStream> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Accept-Encoding", "gzip")
            .timeout(Duration.ofSeconds(LONGEST_WAIT + 60L))
            .build();
    while (true) {
      HttpResponse<InputStream> response = CLIENT.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() != 429 && response.statusCode() != 503) {
        return response;
      }
      response.body().close();
      Thread.sleep(retryAfter(response).toMillis());
    }
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,5}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(AFTER_FAILURE);
  }

  private static InputStream body(HttpResponse<InputStream> response) throws IOException {
    boolean zipped =
        response.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
    return zipped ? new GZIPInputStream(response.body()) : response.body();
  }

  private static BufferedReader lines(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, UTF_8));
  }

  private static String text(HttpResponse<InputStream> response) throws IOException {
    try (InputStream in = body(response)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      in.transferTo(bytes);
      return bytes.toString(UTF_8);
    }
  }

  private static Json json(HttpResponse<InputStream> response) throws IOException {
    String body = text(response);
    if (response.statusCode() != 200) {
      throw new IOException(response + " " + body);
    }
    return Json.read(body);
  }

  /** A text that is not what it should be. */
  static final class MalformedException extends IOException {

    private static final long serialVersionUID = 1;

    MalformedException(String message) {
      super(message);
    }
  }

  /**
   * A value in a JSON text, as little of JSON as a mirror needs.
   *
   * @param value a map of names to values, a list of values, or the text of what is neither
   */
  record Json(String text, int from, int to, Object value) {

    static Json read(String text) throws MalformedException {
      Reader reader = new Reader(text);
      Json json = reader.value();
      reader.end();
      return json;
    }

    static String quoted(String text) {
      StringBuilder quoted = new StringBuilder("\"");
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c < ' ' || c == '"' || c == '\\') {
          quoted.append("\\u%04x".formatted((int) c));
        } else {
          quoted.append(c);
        }
      }
      return quoted.append('"').toString();
    }

    Optional<Json> find(String name) {
      return value instanceof Map<?, ?> members
          ? Optional.ofNullable((Json) members.get(name))
          : Optional.empty();
    }

    Json at(String name) throws MalformedException {
      return find(name).orElseThrow(() -> new MalformedException("No " + name + ": " + this));
    }

    List<Json> elements() throws MalformedException {
      if (value instanceof List<?> elements) {
        return elements.stream().map(Json.class::cast).toList();
      }
      throw new MalformedException("No array: " + this);
    }

    String string() throws MalformedException {
      if (value instanceof String string) {
        return string;
      }
      throw new MalformedException("No text: " + this);
    }

    UUID id() throws MalformedException {
      try {
        return UUID.fromString(string());
      } catch (IllegalArgumentException e) {
        throw new MalformedException("No id: " + this);
      }
    }

    int number() throws MalformedException {
      try {
        return Integer.parseInt(string());
      } catch (NumberFormatException e) {
        throw new MalformedException("No number: " + this);
      }
    }

    boolean isTrue() {
      return value.equals("true");
    }

    /** The text of the value. */
    String source() {
      return text.substring(from, to);
    }

    @Override
    public String toString() {
      return text.substring(from, Math.min(to, from + 200));
    }
  }

  /** Reads a JSON text from its beginning. */
  private static final class Reader {

    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Json value() throws MalformedException {
      int from = skip();
      Object value =
          switch (peek()) {
            case '{' -> members();
            case '[' -> elements();
            case '"' -> string();
            default -> word();
          };
      return new Json(text, from, at, value);
    }

    void end() throws MalformedException {
      if (skip() < text.length()) {
        throw malformed();
      }
    }

    private Map<String, Json> members() throws MalformedException {
      Map<String, Json> members = new HashMap<>();
      at++;
      while (!closed('}', members.isEmpty())) {
        skip();
        String name = string();
        skip();
        expect(':');
        members.put(name, value());
      }
      return members;
    }

    private List<Json> elements() throws MalformedException {
      List<Json> elements = new ArrayList<>();
      at++;
      while (!closed(']', elements.isEmpty())) {
        elements.add(value());
      }
      return elements;
    }

    private boolean closed(char end, boolean isEmpty) throws MalformedException {
      skip();
      if (peek() == end) {
        at++;
        return true;
      }
      if (!isEmpty) {
        expect(',');
      }
      return false;
    }

    private String string() throws MalformedException {
      expect('"');
      StringBuilder string = new StringBuilder();
      while (peek() != '"') {
        char c = text.charAt(at++);
        string.append(c == '\\' ? escaped() : c);
      }
      at++;
      return string.toString();
    }

    private char escaped() throws MalformedException {
      char c = peek();
      at++;
      int known = ESCAPED.indexOf(c);
      if (known >= 0) {
        return MEANT.charAt(known);
      }
      try {
        int from = at;
        at += 4;
        return (char) HexFormat.fromHexDigits(text, from, at);
      } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
        throw malformed();
      }
    }

    private String word() throws MalformedException {
      int from = at;
      while (at < text.length() && "+-.truefalsn0123456789E".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      if (from == at) {
        throw malformed();
      }
      return text.substring(from, at);
    }

    private char peek() throws MalformedException {
      if (at >= text.length()) {
        throw malformed();
      }
      return text.charAt(at);
    }

    private void expect(char c) throws MalformedException {
      if (peek() != c) {
        throw malformed();
      }
      at++;
    }

    private int skip() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return at;
    }

    private MalformedException malformed() {
      return new MalformedException("No JSON at character " + at);
    }
  }
}
