package uk.casebook.organisation;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.KeptRows;

/** A body that leads or takes part in the work, or pays for it. */
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
class Organisation {

  @Id private UUID id;
  private String slug;
  private String name;
  private OrganisationKind kind;
  private @Nullable String website;
  private @Nullable String nation;
  private @Nullable String region;

  @Version private int version;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "merged_into_id")
  private @Nullable UUID mergedIntoId;

  @ElementCollection
  @CollectionTable(
      name = "organisation_identifier",
      joinColumns = @JoinColumn(name = "organisation_id"))
  @OrderColumn(name = "position")
  private List<Identifier> identifiers = new ArrayList<>();

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected Organisation() {}

  Organisation(UUID id, String slug, OrganisationContent content, Instant now) {
    this.id = id;
    this.slug = slug;
    this.name = content.name();
    this.kind = content.kind();
    this.identifiers.addAll(content.identifiers());
    this.website = content.website();
    this.nation = content.nation();
    this.region = content.region();
    this.version = 1;
    this.createdAt = now;
    this.updatedAt = now;
  }

  /** Says this of it from now on. */
  void write(OrganisationContent content, Instant now) {
    name = content.name();
    kind = content.kind();
    website = content.website();
    nation = content.nation();
    region = content.region();
    KeptRows.replace(identifiers, content.identifiers());
    updatedAt = now;
  }

  /** It is another name of an organisation from now on, which gets its identifiers. */
  void mergeInto(Organisation other, Instant now) {
    mergedIntoId = other.id;
    updatedAt = now;
    for (Identifier identifier : identifiers) {
      if (!other.identifiers.contains(identifier)) {
        other.identifiers.add(identifier);
        other.updatedAt = now;
      }
    }
    identifiers.clear();
  }

  /** What is said of it changed elsewhere. */
  void touch(Instant now) {
    updatedAt = now;
  }

  OrganisationContent content() {
    return new OrganisationContent(name, kind, List.copyOf(identifiers), website, nation, region);
  }

  boolean isCouncil() {
    return kind == OrganisationKind.COUNCIL;
  }

  /** The organisation that it was merged into. */
  @Nullable UUID mergedIntoId() {
    return mergedIntoId;
  }

  int version() {
    return version;
  }

  UUID id() {
    return id;
  }

  String slug() {
    return slug;
  }

  String name() {
    return name;
  }

  OrganisationKind kind() {
    return kind;
  }

  List<Identifier> identifiers() {
    return identifiers;
  }

  @Nullable String website() {
    return website;
  }

  @Nullable String nation() {
    return nation;
  }

  @Nullable String region() {
    return region;
  }
}
