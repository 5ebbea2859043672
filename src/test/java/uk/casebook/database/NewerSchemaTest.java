package uk.casebook.database;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static uk.casebook.organisation.OrganisationFixture.created;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

/**
 * A service of the previous release that is started again while the next one is rolled out, or
 * because that one was taken back: the schema has a migration that it does not know.
 */
@QuarkusTest
@TestProfile(NewerSchemaTest.Profile.class)
class NewerSchemaTest {

  /** A database that a later release has migrated. */
  public static class Profile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("casebook.dataset", "none");
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(Resource.class));
    }
  }

  /** Makes it before the service starts. */
  public static class Resource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
      MigratedDatabase database = MigratedDatabase.empty("newer");
      database.migrate(MigrationVersion.LATEST, "classpath:db/migration", "filesystem:" + later());
      return database.settings();
    }

    private static Path later() {
      try {
        Path directory = Files.createDirectories(Path.of("target", "later-migration"));
        Files.writeString(
            directory.resolve("V999__come_later.sql"),
            """
            alter table organisation add column nickname text;
            create table come_later (id integer primary key);
            """);
        return directory;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
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

  @Test
  void startsAndServesAsItAlwaysDid() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    String made = created(Map.of("name", "A charity", "kind", "charity")).path("slug");
    given().get("/v1/organisations/" + made).then().statusCode(200);
  }
}
