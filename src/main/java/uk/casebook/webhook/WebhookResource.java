package uk.casebook.webhook;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;

/** Webhooks over HTTP. */
@Path("/v1/webhooks")
public class WebhookResource {

  private final WebhookService webhooks;

  WebhookResource(WebhookService webhooks) {
    this.webhooks = webhooks;
  }

  /** The webhooks that the caller may see, the newest first. */
  @GET
  public Page<WebhookResponse> listWebhooks(@Context UriInfo uri) {
    return webhooks.listWebhooks(ListRequest.of(uri));
  }

  /** Makes a webhook and shows its secret, this once. */
  @POST
  public RestResponse<WebhookResponse> createWebhook(WebhookRequest request) {
    WebhookResponse created = webhooks.createWebhook(request);
    return RestResponse.ResponseBuilder.<WebhookResponse>created(URI.create(created.href()))
        .entity(created)
        .build();
  }

  /** One webhook. */
  @GET
  @Path("/{id}")
  public WebhookResponse getWebhook(@RestPath UUID id) {
    return webhooks.getWebhook(id);
  }

  /** Says all of a webhook anew. */
  @PUT
  @Path("/{id}")
  public WebhookResponse replaceWebhook(@RestPath UUID id, WebhookRequest request) {
    return webhooks.replaceWebhook(id, request);
  }

  /** Ends a webhook. */
  @DELETE
  @Path("/{id}")
  public void deleteWebhook(@RestPath UUID id) {
    webhooks.deleteWebhook(id);
  }

  /** Tells a paused webhook everything that it was not told. */
  @POST
  @Path("/{id}/resume")
  public WebhookResponse resumeWebhook(@RestPath UUID id) {
    return webhooks.resumeWebhook(id);
  }

  /** Makes another secret and shows it, this once. */
  @POST
  @Path("/{id}/secret")
  public WebhookResponse replaceWebhookSecret(@RestPath UUID id) {
    return webhooks.replaceWebhookSecret(id);
  }
}
