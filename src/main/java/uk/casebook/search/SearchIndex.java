package uk.casebook.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/**
 * The one place that fills what versions are found by. Call it in the transaction that writes,
 * after the rows are flushed, for every version whose texts, topics, populations or organisations
 * changed, and for every one that became public or ceased to be (so at a publication for the new
 * version and the one it supersedes).
 */
@ApplicationScoped
public class SearchIndex {
  private final SearchRepository repository;

  SearchIndex(SearchRepository repository) {
    this.repository = repository;
  }

  /** Reads these versions anew; ids without a version are left out. */
  public void index(Collection<Long> versionIds) {
    repository.fill(versionIds);
  }

  /**
   * Reads all versions anew: after the name of a topic, a population or an organisation changed.
   */
  public void indexAll() {
    repository.fill();
  }
}
