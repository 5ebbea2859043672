package uk.casebook.vocabulary;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/** Vocabularies over HTTP. */
@Path("/v1/vocabularies")
public class VocabularyResource {

  private final VocabularyService vocabularies;
  private final VocabularyEditingService editing;

  VocabularyResource(VocabularyService vocabularies, VocabularyEditingService editing) {
    this.vocabularies = vocabularies;
    this.editing = editing;
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

  /** Says the entries of a vocabulary anew. */
  @PUT
  @Path("/{name}")
  public VocabularyResponse replaceVocabulary(@RestPath String name, VocabularyRequest request) {
    return editing.replaceVocabulary(name, request);
  }
}
