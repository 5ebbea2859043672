package uk.casebook.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/**
 * Runs the service with the shipped register in a database of its own, for tests that change what
 * the register ships with, which others compare.
 */
public final class OwnDatabase implements QuarkusTestProfile {

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(Resource.class));
  }

  /** Takes the place of the database that all tests share. */
  public static final class Resource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
      return DatabaseResource.emptyDatabase("own");
    }

    @Override
    public int order() {
      return Integer.MAX_VALUE;
    }

    @Override
    public void stop() {
      // The server is there for the tests that follow.
    }
  }
}
