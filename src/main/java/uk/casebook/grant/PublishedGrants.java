package uk.casebook.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import uk.casebook.http.Published;

/** Grants for the change feed, as those read them who know of their outside alone. */
@ApplicationScoped
public class PublishedGrants implements Published {

  private final GrantService grants;
  private final GrantRepository kept;

  PublishedGrants(GrantService grants, GrantRepository kept) {
    this.grants = grants;
    this.kept = kept;
  }

  @Override
  public String resource() {
    return GrantService.RESOURCE;
  }

  @Override
  public boolean isTimeless() {
    return false;
  }

  @Override
  public String href(String slug) {
    return GrantResponse.href(slug);
  }

  @Override
  public Map<UUID, GrantResponse> answers(Collection<UUID> ids) {
    return grants.publicResponses(
        kept.byIds(ids).values().stream().filter(grant -> !grant.isCancelled()).toList());
  }

  @Override
  public Map<UUID, Gone> gone(Collection<UUID> ids) {
    return kept.byIds(ids).values().stream()
        .filter(Grant::isCancelled)
        .collect(Collectors.toMap(Grant::id, grant -> new Gone(GrantService.CANCELLED, null)));
  }
}
