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

  @ElementCollection
  @CollectionTable(
      name = "organisation_identifier",
      joinColumns = @JoinColumn(name = "organisation_id"))
  @OrderColumn(name = "position")
  private List<Identifier> identifiers = new ArrayList<>();

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected Organisation() {}

  Organisation(
      UUID id,
      String slug,
      String name,
      OrganisationKind kind,
      List<Identifier> identifiers,
      @Nullable String website,
      @Nullable String nation,
      @Nullable String region,
      Instant now) {
    this.id = id;
    this.slug = slug;
    this.name = name;
    this.kind = kind;
    this.identifiers.addAll(identifiers);
    this.website = website;
    this.nation = nation;
    this.region = region;
    this.version = 1;
    this.createdAt = now;
    this.updatedAt = now;
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
