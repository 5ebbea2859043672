package uk.casebook.programme;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.Period;
import uk.casebook.metric.Qualifier;

/** Awards that are only reported in sum. Of some the fund is not known. */
@Entity
@Table(name = "award_summary")
class AwardSummary {

  @Id private UUID id;

  @Column(name = "funding_programme_id")
  private @Nullable UUID programmeId;

  private int position;
  @Embedded private @Nullable Period period;
  private @Nullable Integer grants;
  private @Nullable Integer organisations;
  private @Nullable Integer projects;
  private @Nullable BigDecimal amount;
  private Qualifier qualifier;
  private @Nullable String note;

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected AwardSummary() {}

  /** A summary of the awards of a programme, the {@code position}th that is told of it. */
  AwardSummary(UUID id, @Nullable UUID programmeId, int position, AwardSummaryContent content) {
    this.id = id;
    this.programmeId = programmeId;
    this.position = position;
    this.period = content.period();
    this.grants = content.grants();
    this.organisations = content.organisations();
    this.projects = content.projects();
    this.amount = content.amount();
    this.qualifier = Objects.requireNonNull(content.qualifier());
    this.note = content.note();
  }

  UUID id() {
    return id;
  }

  @Nullable UUID programmeId() {
    return programmeId;
  }

  int position() {
    return position;
  }

  AwardSummaryContent content() {
    return new AwardSummaryContent(
        period, grants, organisations, projects, amount, qualifier, note);
  }
}
