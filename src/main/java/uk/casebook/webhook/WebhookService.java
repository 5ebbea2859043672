package uk.casebook.webhook;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.casebook.change.ChangeService;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;
import uk.casebook.contract.Violation;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.database.ResourceId;
import uk.casebook.http.Cursors;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;
import uk.casebook.http.Preconditions;
import uk.casebook.identity.AuditService;
import uk.casebook.identity.Caller;
import uk.casebook.identity.Callers;
import uk.casebook.identity.IdempotencyService;
import uk.casebook.identity.Role;
import uk.casebook.organisation.OrganisationService;
import uk.casebook.organisation.OrganisationsMerged;
import uk.casebook.vocabulary.VocabularyService;

/**
 * Keeps webhooks. One belongs to the caller that made it and to all callers of its organisation;
 * administrators see all.
 */
@ApplicationScoped
@Transactional
public class WebhookService {

  private static final String RESOURCE = "webhook";

  private final WebhookRepository webhooks;
  private final WebhookTargets targets;
  private final ChangeService changes;
  private final OrganisationService organisations;
  private final VocabularyService vocabularies;
  private final Preconditions preconditions;
  private final IdempotencyService idempotency;
  private final AuditService audit;
  private final Callers callers;
  private final Cursors cursors;
  private final InstantSource clock;
  private final int most;

  WebhookService(
      WebhookRepository webhooks,
      WebhookTargets targets,
      ChangeService changes,
      OrganisationService organisations,
      VocabularyService vocabularies,
      Preconditions preconditions,
      IdempotencyService idempotency,
      AuditService audit,
      Callers callers,
      Cursors cursors,
      InstantSource clock,
      @ConfigProperty(name = "casebook.webhook.most") int most) {
    this.webhooks = webhooks;
    this.targets = targets;
    this.changes = changes;
    this.organisations = organisations;
    this.vocabularies = vocabularies;
    this.preconditions = preconditions;
    this.idempotency = idempotency;
    this.audit = audit;
    this.callers = callers;
    this.cursors = cursors;
    this.clock = clock;
    this.most = most;
  }

  Page<WebhookResponse> listWebhooks(ListRequest list) {
    Conditions conditions = visible();
    Page<UUID> page =
        Keyset.page(
            cursors,
            list,
            webhooks.newestFirst(conditions, cursors.start(list), list.limit()),
            webhooks.count(conditions));
    return page.of(responses(webhooks.byIds(page.items()).values()));
  }

  private Conditions visible() {
    Caller caller = callers.current();
    if (isAdministrator(caller)) {
      return new Conditions();
    }
    Conditions conditions = new Conditions().with("caller", caller.name());
    UUID organisation = caller.organisationId();
    return organisation == null
        ? conditions.and("w.caller = :caller")
        : conditions
            .and("(w.caller = :caller or w.organisation_id = :organisation)")
            .with("organisation", organisation);
  }

  private static boolean isAdministrator(Caller caller) {
    return caller.roles().contains(Role.ADMIN);
  }

  WebhookResponse getWebhook(UUID id) {
    return response(find(id));
  }

  private Webhook find(UUID id) {
    return webhooks.findByIdOptional(id).filter(this::isVisible).orElseThrow(() -> unknown(id));
  }

  private boolean isVisible(Webhook webhook) {
    Caller caller = callers.current();
    UUID organisation = webhook.organisationId();
    return isAdministrator(caller)
        || webhook.caller().equals(caller.name())
        || (organisation != null && organisation.equals(caller.organisationId()));
  }

  private static ProblemException unknown(UUID id) {
    return ProblemException.notFound(
        "No webhook that this caller may see has the id %s.".formatted(id));
  }

  /** Looks the host up before its transaction begins, for that may take long. */
  @Transactional(Transactional.TxType.NEVER)
  public WebhookResponse createWebhook(WebhookRequest request) {
    List<Violation> violations = targetViolations(request);
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Webhook made = find(idempotency.once(() -> enter(request, violations)));
              return response(made).with(made.secret());
            });
  }

  /** A host that nobody knows yet may be there when there is something to tell. */
  private List<Violation> targetViolations(WebhookRequest request) {
    try {
      targets.resolve(request.url());
      return List.of();
    } catch (RefusedTargetException e) {
      return List.of(Violation.atPointer("/url", e.code(), e.detail()));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  private UUID enter(WebhookRequest request, List<Violation> violations) {
    Caller caller = callers.current();
    WebhookContent content = content(request, violations);
    if (webhooks.countToAdd(caller) >= most) {
      throw ProblemException.of(
          ProblemType.RULE_BROKEN,
          "There are %d webhooks already, and no more are kept for one caller or organisation."
              .formatted(most));
    }
    Webhook webhook =
        new Webhook(
            ResourceId.ofNew(),
            caller,
            content,
            SigningSecret.random(),
            changes.head(),
            clock.instant());
    webhooks.persistAndFlush(webhook);
    audit(webhook);
    return webhook.id();
  }

  private WebhookContent content(WebhookRequest request, List<Violation> found) {
    WebhookFilter filter = request.filter();
    List<Violation> violations = new ArrayList<>(found);
    for (int i = 0; i < filter.council().size(); i++) {
      String place = "/filter/council/" + i;
      List<Violation> unknown = new ArrayList<>();
      organisations.filterByCouncil("council", List.of(filter.council().get(i)), unknown);
      unknown.forEach(
          wrong -> violations.add(Violation.atPointer(place, wrong.code(), wrong.detail())));
    }
    vocabularies.check("themes", "/filter/theme", filter.theme(), violations);
    vocabularies.check("topics", "/filter/topic", filter.topic(), violations);
    ProblemException.refuseBroken(violations);
    return new WebhookContent(request.url(), request.description(), filter);
  }

  /** As {@link #createWebhook}: the host is looked up first. */
  @Transactional(Transactional.TxType.NEVER)
  public WebhookResponse replaceWebhook(UUID id, WebhookRequest request) {
    List<Violation> violations = targetViolations(request);
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Webhook webhook = seen(id);
              WebhookContent content = content(request, violations);
              if (!webhook.content().equals(content)) {
                webhook.write(content, clock.instant());
                audit(webhook);
              }
              return response(webhook);
            });
  }

  void deleteWebhook(UUID id) {
    Webhook webhook = seen(id);
    webhooks.delete(webhook);
    audit(webhook);
  }

  WebhookResponse resumeWebhook(UUID id) {
    return response(once(id, (webhook, caller) -> webhook.resume(caller, clock.instant())));
  }

  WebhookResponse replaceWebhookSecret(UUID id) {
    Webhook webhook =
        once(id, (found, caller) -> found.replaceSecret(SigningSecret.random(), clock.instant()));
    return response(webhook).with(webhook.secret());
  }

  private Webhook once(UUID id, BiConsumer<Webhook, Caller> action) {
    idempotency.once(
        () -> {
          Webhook webhook = seen(id);
          action.accept(webhook, callers.current());
          audit(webhook);
          return id;
        });
    return find(id);
  }

  /** One that nobody else changes now, and that the caller has seen as it is. */
  private Webhook seen(UUID id) {
    Webhook webhook = webhooks.lock(id).filter(this::isVisible).orElseThrow(() -> unknown(id));
    preconditions.require(response(webhook));
    return webhook;
  }

  private void audit(Webhook webhook) {
    audit.enter(RESOURCE, webhook.id(), webhook.id().toString(), null);
  }

  private WebhookResponse response(Webhook webhook) {
    return Objects.requireNonNull(responses(List.of(webhook)).get(webhook.id()));
  }

  private Map<UUID, WebhookResponse> responses(Collection<Webhook> found) {
    Map<UUID, String> slugs =
        organisations.slugs(
            found.stream()
                .flatMap(webhook -> Stream.ofNullable(webhook.organisationId()))
                .collect(Collectors.toSet()));
    return found.stream()
        .collect(Collectors.toMap(Webhook::id, webhook -> WebhookResponse.from(webhook, slugs)));
  }

  /** The webhooks of one organisation are another one's from now on. */
  void moveMerged(@Observes OrganisationsMerged merged) {
    webhooks.changeOrganisation(merged.from(), merged.into());
  }
}
