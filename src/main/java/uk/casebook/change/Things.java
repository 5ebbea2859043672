package uk.casebook.change;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.casebook.http.Published;
import uk.casebook.http.Published.Gone;

/** Knows of things of every sort what each feature knows of its own. */
@Singleton
class Things {

  private final Map<String, Published> published;
  private final KeptDocuments documents;

  Things(@All List<Published> published, KeptDocuments documents) {
    this.documents = documents;
    this.published =
        published.stream().collect(Collectors.toMap(Published::resource, Function.identity()));
  }

  /** Where each is read, or was, by id. */
  Map<UUID, String> hrefs(Collection<? extends Thing> things) {
    Map<String, Map<UUID, String>> slugs = new HashMap<>();
    for (Thing thing : things) {
      slugs.computeIfAbsent(thing.resource(), any -> new HashMap<>()).put(thing.id(), thing.slug());
    }
    Map<UUID, String> hrefs = new HashMap<>();
    slugs.forEach(
        (resource, some) ->
            hrefs.putAll(Objects.requireNonNull(published.get(resource)).hrefs(some)));
    return hrefs;
  }

  /**
   * What everybody reads there, by id.
   *
   * @param keeps whether what had to be made may be kept
   */
  Map<UUID, Object> answers(Stream<? extends Thing> things, boolean keeps) {
    return collect(
        things,
        (sort, some) ->
            sort.isTimeless() ? documents.all(sort, ids(some), keeps) : sort.answers(ids(some)));
  }

  /** Why they are no longer there, by id. */
  Map<UUID, Gone> gone(Stream<? extends Thing> things) {
    return collect(things, (sort, some) -> sort.gone(ids(some)));
  }

  private static Collection<UUID> ids(Collection<? extends Thing> things) {
    return things.stream().map(Thing::id).collect(Collectors.toSet());
  }

  private <V> Map<UUID, V> collect(
      Stream<? extends Thing> things,
      BiFunction<Published, List<? extends Thing>, Map<UUID, ? extends V>> ask) {
    Map<UUID, V> all = new HashMap<>();
    Map<String, List<Thing>> sorts = things.collect(Collectors.groupingBy(Thing::resource));
    sorts.forEach(
        (resource, some) ->
            all.putAll(ask.apply(Objects.requireNonNull(published.get(resource)), some)));
    return all;
  }
}
