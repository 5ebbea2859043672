package uk.casebook.organisation;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import uk.casebook.identity.KeyFixture;

/** Organisations made through the API. */
public final class OrganisationFixture {

  private OrganisationFixture() {}

  /** The slug of a new charity. */
  public static String aCharity(String name) {
    return created(Map.of("name", name, "kind", "charity")).path("slug");
  }

  /** The answer to an editor who enters this. */
  public static Response created(Map<String, ?> organisation) {
    Response response = asEditor(organisation).post("/v1/organisations");
    response.then().statusCode(201);
    return response;
  }

  /** A request by an editor. */
  public static RequestSpecification asEditor() {
    return given().header("Authorization", KeyFixture.editor());
  }

  /** A request by an editor with a body. */
  public static RequestSpecification asEditor(Object body) {
    return asEditor().contentType("application/json").body(body);
  }

  /** The tag of what an editor reads at an address. */
  public static String tag(String address) {
    return asEditor().header("Accept-Encoding", "identity").get(address).header("ETag");
  }

  /** The answer to an editor who merges one organisation into another. */
  public static Response merge(String from, String into) {
    return asEditor(Map.of("into", into))
        .header("If-Match", tag("/v1/organisations/" + from))
        .post("/v1/organisations/" + from + "/merge");
  }

  /** What the change log says of something, in order. */
  public static List<String> changes(String id) {
    try (Connection connection = CDI.current().select(DataSource.class).get().getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select op || ' ' || version from change where resource_id = ? order by position")) {
      statement.setObject(1, UUID.fromString(id));
      List<String> changes = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          changes.add(rows.getString(1));
        }
      }
      return changes;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
