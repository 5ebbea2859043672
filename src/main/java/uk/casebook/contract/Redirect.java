package uk.casebook.contract;

import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers that lead elsewhere. */
public final class Redirect {

  private Redirect() {}

  /**
   * It is read there from now on (RFC 9110, section 15.4.9).
   *
   * @param address a path of this service
   */
  public static <T> RestResponse<T> permanent(String address) {
    return RestResponse.ResponseBuilder.<T>create(RestResponse.Status.PERMANENT_REDIRECT)
        .header(HttpHeaders.LOCATION, address)
        .build();
  }
}
