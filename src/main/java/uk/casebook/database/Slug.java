package uk.casebook.database;

import jakarta.persistence.EntityManager;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Violation;

/** The short names of resources in addresses. */
public final class Slug {

  private static final int LONGEST = 100;

  /** Words that are segments of paths themselves. */
  private static final Set<String> RESERVED = Set.of("digest", "summary");

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern APOSTROPHES = Pattern.compile("['\u2019]");
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern EDGES = Pattern.compile("^-|-$");

  private Slug() {}

  /** A name made of a title; empty if the title has neither letters nor digits. */
  public static String of(String title) {
    String plain = MARKS.matcher(Normalizer.normalize(title, Normalizer.Form.NFKD)).replaceAll("");
    String words =
        OTHERS
            .matcher(APOSTROPHES.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(""))
            .replaceAll("-");
    String slug = EDGES.matcher(words).replaceAll("");
    if (slug.length() <= LONGEST) {
      return slug;
    }
    int end = slug.lastIndexOf('-', LONGEST);
    return slug.substring(0, end > 0 ? end : LONGEST);
  }

  /**
   * The first free one of a name and this name with a number, held until the end of the
   * transaction.
   *
   * @param table whose column {@code slug} it goes into; never from a caller
   */
  public static String free(EntityManager entities, String table, String slug) {
    String candidate = slug;
    for (int n = 2; isRefused(candidate) || isTaken(entities, table, candidate, null); n++) {
      String number = "-" + n;
      candidate = slug.substring(0, Math.min(slug.length(), LONGEST - number.length())) + number;
    }
    return candidate;
  }

  /**
   * Adds what is wrong with a name that was asked for; if nothing is, it is held until the end of
   * the transaction.
   *
   * @param table whose column {@code slug} it goes into; never from a caller
   * @param own the thing that may have the name already, or null for a new one
   */
  public static void check(
      EntityManager entities,
      String table,
      String slug,
      @Nullable UUID own,
      List<Violation> violations) {
    if (isRefused(slug)) {
      violations.add(
          Violation.atPointer(
              "/slug",
              "reserved",
              "'%s' means something else in an address; take another slug.".formatted(slug)));
    } else if (isTaken(entities, table, slug, own)) {
      violations.add(
          Violation.atPointer(
              "/slug", "taken", "The slug '%s' is taken; choose another.".formatted(slug)));
    }
  }

  /**
   * As {@link #check} for a thing that has a name: another one is refused once readers have seen
   * the thing.
   *
   * @param id of the thing
   * @param present the name that it has
   * @param seen whether readers have seen it under that name
   */
  public static void checkChange(
      EntityManager entities,
      String table,
      UUID id,
      String present,
      String slug,
      boolean seen,
      List<Violation> violations) {
    if (slug.equals(present)) {
      return;
    }
    if (seen) {
      violations.add(
          Violation.atPointer(
              "/slug",
              "fixed",
              "The slug is '%s' since the first publication and stays so.".formatted(present)));
    } else {
      check(entities, table, slug, id, violations);
    }
  }

  private static boolean isRefused(String slug) {
    return RESERVED.contains(slug) || ResourceId.parse(slug).isPresent();
  }

  /** Of two that ask for one name at once, the second waits here until the first has it. */
  private static boolean isTaken(
      EntityManager entities, String table, String slug, @Nullable UUID own) {
    Sql.lock(entities, table + " " + slug);
    List<UUID> owners =
        Sql.list(
            entities,
            "select id from %s where slug = :slug".formatted(table),
            UUID.class,
            Map.of("slug", slug));
    return owners.stream().anyMatch(id -> !id.equals(own));
  }
}
