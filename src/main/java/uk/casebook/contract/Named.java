package uk.casebook.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Finds what a request names, and says of each name that means nothing what is wrong with it. */
public final class Named {

  private Named() {}

  /**
   * What the values of a filter mean.
   *
   * @param find finds one by its name
   * @param unknown says that there is none of a name
   */
  public static Set<UUID> inFilter(
      String parameter,
      List<String> keys,
      Function<String, Optional<UUID>> find,
      Function<String, String> unknown,
      List<Violation> violations) {
    Set<UUID> found = new HashSet<>();
    for (String key : keys) {
      find.apply(key)
          .ifPresentOrElse(
              found::add,
              () ->
                  violations.add(Violation.ofParameter(parameter, "unknown", unknown.apply(key))));
    }
    return found;
  }

  /** What a body names in one place; empty where there is none of the name. */
  public static <T> Optional<T> at(
      String pointer,
      String key,
      Function<String, Optional<T>> find,
      Function<String, String> unknown,
      List<Violation> violations) {
    Optional<T> found = find.apply(key);
    if (found.isEmpty()) {
      violations.add(Violation.atPointer(pointer, "unknown", unknown.apply(key)));
    }
    return found;
  }

  /** Adds a violation for whatever stands in a list again. */
  public static void refuseRepeated(String pointer, List<String> keys, List<Violation> violations) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.subList(0, i).contains(keys.get(i))) {
        violations.add(repeated(pointer + "/" + i, keys.get(i)));
      }
    }
  }

  private static Violation repeated(String place, String key) {
    return Violation.atPointer(place, "repeated", "'%s' stands here twice.".formatted(key));
  }

  /**
   * What a list in a body means, in its order; none may stand there twice.
   *
   * @param pointer where the list stands in the body
   */
  public static List<UUID> inBody(
      String pointer,
      List<String> keys,
      Function<String, Optional<UUID>> find,
      Function<String, String> unknown,
      List<Violation> violations) {
    List<UUID> found = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      String place = pointer + "/" + i;
      Optional<UUID> id = at(place, key, find, unknown, violations);
      if (id.isPresent() && found.contains(id.get())) {
        violations.add(repeated(place, key));
      } else {
        id.ifPresent(found::add);
      }
    }
    return found;
  }
}
