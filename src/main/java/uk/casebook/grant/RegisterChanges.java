package uk.casebook.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.UUID;
import uk.casebook.identity.AuditService;
import uk.casebook.organisation.OrganisationsMerged;

/** What happens to grants when organisations change, in the transaction of the change. */
@ApplicationScoped
public class RegisterChanges {

  private final GrantRepository grants;
  private final AuditService audit;
  private final InstantSource clock;

  RegisterChanges(GrantRepository grants, AuditService audit, InstantSource clock) {
    this.grants = grants;
    this.audit = audit;
    this.clock = clock;
  }

  /** What one record received, the record that stays has received. */
  void move(@Observes OrganisationsMerged merged) {
    for (UUID id : grants.receivedBy(merged.from())) {
      grants
          .lock(id)
          .ifPresent(
              grant -> {
                grant.moveTo(merged.into(), clock.instant());
                audit.enter(GrantService.RESOURCE, grant.id(), grant.identifier(), grant.version());
              });
    }
    grants.flush();
  }
}
