package uk.casebook.giving;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.CaseStudyRef;
import uk.casebook.casestudy.FundingProgrammeRef;
import uk.casebook.database.Snapshot;
import uk.casebook.giving.GivingGrant.Body;
import uk.casebook.giving.GivingGrant.Classification;
import uk.casebook.giving.GivingGrant.Document;
import uk.casebook.giving.GivingGrant.Event;
import uk.casebook.giving.GivingGrant.Place;
import uk.casebook.giving.GivingGrant.Programme;
import uk.casebook.giving.GivingGrant.Transaction;
import uk.casebook.organisation.Identifier;
import uk.casebook.organisation.OrganisationResponse;
import uk.casebook.organisation.OrganisationService;
import uk.casebook.programme.Money;

/** Reads grants as 360Giving's standard has them, some at a time. */
@ApplicationScoped
@Transactional
public class GivingService {

  private static final String CHARITY = "GB-CHC";
  private static final String COMPANY = "GB-COH";

  /** The lists of org-id.guide that an organisation is named by, the best first. */
  private static final List<String> LISTS =
      List.of(
          CHARITY,
          "GB-SC",
          "GB-NIC",
          COMPANY,
          "GB-LAE",
          "GB-LAS",
          "GB-PLA",
          "GB-LANI",
          "GB-NHS",
          "GB-UKPRN");

  /** Kinds of areas by the beginning of their codes (ONS Register of Geographic Codes). */
  private static final Map<String, String> AREAS =
      Map.ofEntries(
          Map.entry("E06", "UA"),
          Map.entry("E07", "NMD"),
          Map.entry("E08", "MD"),
          Map.entry("E09", "LONB"),
          Map.entry("E10", "CTY"),
          Map.entry("N09", "LGD"),
          Map.entry("S12", "CA"),
          Map.entry("W06", "UA"));

  private final GivingRepository grants;
  private final OrganisationService organisations;
  private final Snapshot snapshot;
  private final String prefix;

  GivingService(
      GivingRepository grants,
      OrganisationService organisations,
      Snapshot snapshot,
      @ConfigProperty(name = "casebook.giving.prefix") String prefix) {
    this.grants = grants;
    this.organisations = organisations;
    this.snapshot = snapshot;
    this.prefix = prefix;
  }

  Optional<Instant> modified() {
    return grants.modified();
  }

  /** A grant and the id that it is read on from. */
  record Found(UUID id, GivingGrant grant) {}

  /**
   * The next grants after an id.
   *
   * @param base where this service is, ending with a slash: the standard's addresses are absolute
   */
  List<Found> after(UUID id, int limit, String base) {
    snapshot.take();
    List<Tuple> rows = grants.after(id, limit);
    if (rows.isEmpty()) {
      return List.of();
    }
    List<UUID> ids = rows.stream().map(row -> row.get("id", UUID.class)).toList();
    Map<UUID, List<Tuple>> moved = byGrant(grants.moved(ids));
    Map<UUID, List<Tuple>> classified = byGrant(grants.classified(ids));
    Map<UUID, OrganisationResponse> bodies =
        organisations.byIds(
            rows.stream()
                .flatMap(
                    row ->
                        Stream.of(row.get("recipient", UUID.class), row.get("funder", UUID.class)))
                .collect(Collectors.toSet()));
    return rows.stream()
        .map(
            row -> {
              UUID grant = row.get("id", UUID.class);
              return new Found(
                  grant,
                  grant(
                      row,
                      moved.getOrDefault(grant, List.of()),
                      classified.getOrDefault(grant, List.of()),
                      bodies,
                      base));
            })
        .toList();
  }

  private static Map<UUID, List<Tuple>> byGrant(List<Tuple> rows) {
    return rows.stream().collect(Collectors.groupingBy(row -> row.get("grant", UUID.class)));
  }

  private GivingGrant grant(
      Tuple row,
      List<Tuple> moved,
      List<Tuple> classified,
      Map<UUID, OrganisationResponse> bodies,
      String base) {
    String identifier = row.get("identifier", String.class);
    String currency = row.get("currency", String.class);
    OrganisationResponse recipient = body(bodies, row.get("recipient", UUID.class));
    return new GivingGrant(
        identifier,
        row.get("title", String.class),
        row.get("description", String.class),
        currency,
        Money.plain(row.get("appliedFor", BigDecimal.class)),
        amount(row, "awarded"),
        amount(row, "spent"),
        row.get("awardDate", LocalDate.class),
        address(base, "/v1/grants/" + identifier),
        event(row, "plannedFrom", "plannedTo"),
        event(row, "actualFrom", "actualTo"),
        List.of(body(recipient)),
        List.of(body(body(bodies, row.get("funder", UUID.class)))),
        places(recipient),
        row.get("appliedForInACall", Boolean.class) ? "Yes" : null,
        List.of(
            new Programme(
                row.get("programme", String.class),
                row.get("programmeName", String.class),
                address(base, FundingProgrammeRef.href(row.get("programme", String.class))))),
        classified.stream()
            .map(
                code ->
                    new Classification(
                        code.get("vocabulary", String.class),
                        code.get("code", String.class),
                        code.get("name", String.class)))
            .toList(),
        transactions(identifier, moved, true, currency),
        transactions(identifier, moved, false, currency),
        documents(row, base),
        row.get("modified", Instant.class));
  }

  private static String address(String base, String path) {
    return base + path.substring(1);
  }

  private static BigDecimal amount(Tuple row, String name) {
    return Objects.requireNonNull(Money.plain(row.get(name, BigDecimal.class)));
  }

  /** The standard wants to know when something begins. */
  private static List<Event> event(Tuple row, String from, String to) {
    LocalDate start = row.get(from, LocalDate.class);
    return start == null ? List.of() : List.of(new Event(start, row.get(to, LocalDate.class)));
  }

  private static OrganisationResponse body(Map<UUID, OrganisationResponse> bodies, UUID id) {
    return Objects.requireNonNull(bodies.get(id));
  }

  private Body body(OrganisationResponse organisation) {
    return new Body(
        LISTS.stream()
            .flatMap(
                list -> Stream.ofNullable(code(organisation, list)).map(code -> list + "-" + code))
            .findFirst()
            .orElse("360G-%s-ORG:%s".formatted(prefix, organisation.slug())),
        organisation.name(),
        code(organisation, CHARITY),
        code(organisation, COMPANY));
  }

  private static @Nullable String code(OrganisationResponse organisation, String list) {
    return organisation.identifiers().stream()
        .filter(identifier -> identifier.scheme().equals(list))
        .map(Identifier::code)
        .findFirst()
        .orElse(null);
  }

  /** Of a council it is known where its people live. */
  private static List<Place> places(OrganisationResponse recipient) {
    String code = code(recipient, "GSS");
    return code == null
        ? List.of()
        : AREAS.entrySet().stream()
            .filter(area -> code.startsWith(area.getKey()))
            .map(area -> new Place(recipient.name(), "GB", code, area.getValue()))
            .toList();
  }

  /** They are named by their place in the ledger: a reference is its writer's own affair. */
  private static List<Transaction> transactions(
      String grant, List<Tuple> moved, boolean committed, String currency) {
    return moved.stream()
        .filter(entry -> entry.get("committed", Boolean.class) == committed)
        .map(
            entry ->
                new Transaction(
                    grant + "/" + entry.get("position", Integer.class),
                    entry.get("happenedOn", LocalDate.class),
                    currency,
                    amount(entry, "value")))
        .toList();
  }

  private static List<Document> documents(Tuple row, String base) {
    String title = row.get("caseStudyTitle", String.class);
    return title == null
        ? List.of()
        : List.of(
            new Document(
                title,
                address(base, CaseStudyRef.of(row.get("caseStudy", String.class), title).href()),
                "Case study"));
  }
}
