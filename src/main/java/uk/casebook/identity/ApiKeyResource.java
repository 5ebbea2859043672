package uk.casebook.identity;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/** API keys over HTTP. */
@Path("/v1/api-keys")
public class ApiKeyResource {

  private final ApiKeyService keys;

  ApiKeyResource(ApiKeyService keys) {
    this.keys = keys;
  }

  /** Makes a key and shows it, this once. */
  @POST
  public RestResponse<ApiKeyResponse> createApiKey(ApiKeyRequest request) {
    ApiKeyResponse created = keys.createApiKey(request);
    return RestResponse.ResponseBuilder.<ApiKeyResponse>created(URI.create(created.href()))
        .entity(created)
        .build();
  }

  /** All keys, the newest first, revoked and expired ones too. */
  @GET
  public Page<ApiKeyResponse> listApiKeys(@Context UriInfo uri) {
    return keys.listApiKeys(ListRequest.of(uri));
  }

  /** One key. */
  @GET
  @Path("/{id}")
  public ApiKeyResponse getApiKey(@RestPath UUID id) {
    return keys.getApiKey(id);
  }

  /** Makes a key useless at once. */
  @DELETE
  @Path("/{id}")
  public void revokeApiKey(@RestPath UUID id) {
    keys.revokeApiKey(id);
  }
}
