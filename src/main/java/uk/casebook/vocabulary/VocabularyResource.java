package uk.casebook.vocabulary;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/** Vocabularies over HTTP. */
@Path("/v1/vocabularies")
public class VocabularyResource {

  private final VocabularyService vocabularies;

  VocabularyResource(VocabularyService vocabularies) {
    this.vocabularies = vocabularies;
  }

  /** All vocabularies by name. */
  @GET
  public VocabularyResponse.Listing listVocabularies() {
    return vocabularies.listVocabularies();
  }

  /** One vocabulary with its entries. */
  @GET
  @Path("/{name}")
  public VocabularyResponse getVocabulary(@RestPath String name) {
    return vocabularies.getVocabulary(name);
  }
}
