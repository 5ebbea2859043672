package uk.casebook.contract;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** The contract itself, and the way to its documentation. */
@Path("/")
public class ContractResource {

  private final Contract contract;

  ContractResource(Contract contract) {
    this.contract = contract;
  }

  /** Leads to Swagger UI. */
  @GET
  public RestResponse<Void> openDocs() {
    return RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/docs")
        .build();
  }

  /** The contract, byte for byte; the media type is that of RFC 9512. */
  @GET
  @Path("openapi.yaml")
  @Produces("application/yaml")
  public byte[] getContractAsYaml() {
    return contract.yaml();
  }

  /** The same document as JSON. */
  @GET
  @Path("openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  public byte[] getContractAsJson() {
    return contract.json();
  }
}
