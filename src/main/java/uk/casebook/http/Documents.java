package uk.casebook.http;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What everybody reads of single things, as it was made before, for as long as it holds. */
public interface Documents {

  /**
   * What everybody reads of one thing.
   *
   * @param key its slug or its id
   * @return nothing if it has another key, or is not there for everybody; then ask the feature
   */
  Optional<Document> find(Published sort, String key);

  /**
   * What lists show of some things of a sort that is {@link Listed}, by id; those are left out that
   * are not there for everybody.
   */
  Map<UUID, Document> listed(Published sort, Collection<UUID> ids);
}
