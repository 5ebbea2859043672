package uk.casebook.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What serves {@code shop.yaml}. The service's own contract does not have these paths. */
@Path("/shop")
public class ShopResource {

  private static final Logger LOG = Logger.getLogger(ShopResource.class);

  /** A body to be read. */
  public record Thing(String name) {}

  @GET
  @Path("things")
  @Produces({"application/json", "text/csv"})
  public Map<String, List<String>> listThings(@QueryParam("kind") List<String> kind) {
    return Map.of("kind", kind);
  }

  @POST
  @Path("things")
  public void createThing(@Nullable Thing thing) {}

  @GET
  @Path("things/newest")
  public Map<String, String> getNewestThing() {
    return Map.of("key", "the newest");
  }

  @GET
  @Path("things/{key}")
  public Map<String, String> getThing(@PathParam("key") String key) {
    return Map.of("key", key);
  }

  @DELETE
  @Path("things/{key}")
  public void removeThing(@PathParam("key") String key, @QueryParam("reason") String reason) {}

  @GET
  @Path("failures/{kind}")
  public void fail(@PathParam("kind") String kind, @Context RoutingContext exchange)
      throws Throwable {
    LOG.infof("About to fail: %s", kind);
    throw switch (kind) {
      case "unexpected" ->
          new IllegalStateException(
              "secret-token at uk.casebook.Hidden", new NoSuchElementException("secret-cause"));
      case "error" -> new StackOverflowError("secret-token");
      case "server" -> new WebApplicationException("secret-token", 502);
      case "not-found" -> new NotFoundException("secret-token");
      case "bad-request" -> new BadRequestException("secret-token");
      case "teapot" -> new WebApplicationException("secret-token", 418);
      case "connection" -> new RuntimeException(new SQLException("secret-token", "08006"));
      case "shutdown" -> new RuntimeException(new SQLException("secret-token", "57P01"));
      case "crowded" -> new RuntimeException(new SQLException("secret-token", "53300"));
      case "pool" -> new RuntimeException(new SQLException("Acquisition timeout while waiting"));
      case "constraint" -> new RuntimeException(new SQLException("secret-token", "23505"));
      case "deadlock" -> new RuntimeException(new SQLException("secret-token", "40P01"));
      case "serialization" -> new RuntimeException(new SQLException("secret-token", "40001"));
      case "stored-json" -> unreadable();
      case "cursor" -> ProblemException.of(ProblemType.INVALID_CURSOR, "The cursor was changed.");
      case "domain" ->
          ProblemException.invalid(
              Violation.ofParameter("council", "unknown-council", "There is no council 'x'."));
      case "gone" ->
          ProblemException.notFound("It is gone.")
              .with("reason", "withdrawn")
              .withHeader("Link", "</next>");
      default -> new IllegalArgumentException(kind);
    };
  }

  private static Exception unreadable() {
    try {
      new ObjectMapper().readValue("{\"secret-token\": 1}", Thing.class);
      return new IllegalStateException();
    } catch (Exception e) {
      return e;
    }
  }
}
