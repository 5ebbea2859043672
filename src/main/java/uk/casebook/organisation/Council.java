package uk.casebook.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PrimaryKeyJoinColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A principal council of the United Kingdom, current or abolished. */
@Entity
@PrimaryKeyJoinColumn(name = "organisation_id")
class Council extends Organisation {

  @Column(name = "gss_code")
  private String gssCode;

  @Column(name = "short_name")
  private String shortName;

  private String type;
  private String tier;

  @Column(name = "adult_social_care")
  private boolean adultSocialCare;

  @Column(name = "start_date")
  private @Nullable LocalDate startDate;

  @Column(name = "end_date")
  private @Nullable LocalDate endDate;

  @ManyToMany
  @JoinTable(
      name = "council_successor",
      joinColumns = @JoinColumn(name = "council_id"),
      inverseJoinColumns = @JoinColumn(name = "successor_id"))
  @OrderColumn(name = "position")
  private List<Council> replacedBy = new ArrayList<>();

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected Council() {}

  Council(UUID id, CouncilRow row, List<Identifier> identifiers, Instant now) {
    super(
        id,
        row.slug(),
        new OrganisationContent(
            row.name(),
            OrganisationKind.COUNCIL,
            identifiers,
            row.website(),
            row.nation(),
            row.region()),
        now);
    this.gssCode = row.gssCode();
    this.shortName = row.shortName();
    this.type = row.type();
    this.tier = row.tier();
    this.adultSocialCare = row.adultSocialCare();
    this.startDate = row.startDate();
    this.endDate = row.endDate();
  }

  void replacedBy(List<Council> successors) {
    replacedBy.clear();
    replacedBy.addAll(successors);
  }

  /** Another record stands for a successor from now on. */
  void replaceSuccessor(Council gone, Council other, Instant now) {
    List<Council> successors =
        replacedBy.stream()
            .map(council -> council.id().equals(gone.id()) ? other : council)
            .distinct()
            .filter(council -> !council.id().equals(id()))
            .toList();
    replacedBy(successors);
    touch(now);
  }

  String gssCode() {
    return gssCode;
  }

  String shortName() {
    return shortName;
  }

  String type() {
    return type;
  }

  String tier() {
    return tier;
  }

  boolean adultSocialCare() {
    return adultSocialCare;
  }

  @Nullable LocalDate startDate() {
    return startDate;
  }

  @Nullable LocalDate endDate() {
    return endDate;
  }

  List<Council> replacedBy() {
    return replacedBy;
  }
}
