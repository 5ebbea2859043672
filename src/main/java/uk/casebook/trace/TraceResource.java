package uk.casebook.trace;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/** Traces of grants over HTTP. */
@Path("/v1/grants/{key}/trace")
public class TraceResource {

  private final TraceService traces;

  TraceResource(TraceService traces) {
    this.traces = traces;
  }

  /** A grant from its programme to what it changed. */
  @GET
  public TraceResponse getGrantTrace(@RestPath String key) {
    return traces.getGrantTrace(key);
  }
}
