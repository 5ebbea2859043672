package uk.casebook.http;

import java.util.Optional;

/** What everybody reads of single things, as it was made before, for as long as it holds. */
@FunctionalInterface
public interface Documents {

  /**
   * What everybody reads of one thing.
   *
   * @param key its slug or its id
   * @return nothing if it has another key, or is not there for everybody; then ask the feature
   */
  Optional<Document> find(Published sort, String key);
}
