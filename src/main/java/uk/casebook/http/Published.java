package uk.casebook.http;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Things of one sort that everybody may read, some at a time. */
public interface Published {

  /**
   * Why something is no longer there.
   *
   * @param reason null if none was given
   */
  record Gone(@Nullable String reason, @Nullable Successor supersededBy) {}

  /** What took its place. */
  record Successor(String slug, String title, String href) {}

  /** What they are called in the change log, such as {@code case-study}. */
  String resource();

  /** Where one is read, or was. */
  String href(String slug);

  /** Where each is read, or was. */
  default Map<UUID, String> hrefs(Map<UUID, String> slugs) {
    Map<UUID, String> hrefs = new HashMap<>(slugs);
    hrefs.replaceAll((id, slug) -> href(slug));
    return hrefs;
  }

  /** What everybody reads there; what is not there, or not for everybody, is left out. */
  Map<UUID, ?> answers(Collection<UUID> ids);

  /** Whether what everybody reads there changes with the change log alone, and not by the day. */
  boolean isTimeless();

  /** Of those of these that were withdrawn, why. */
  Map<UUID, Gone> gone(Collection<UUID> ids);
}
