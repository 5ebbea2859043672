package uk.casebook.grant;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.ResourceId;
import uk.casebook.programme.Money;

/** Something that was delivered with the money of a grant. */
@Entity
@Table(name = "grant_intervention")
class Intervention {

  @Id private UUID id;

  @SuppressWarnings("UnusedVariable") // it is found from the grant
  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "grant_id")
  private Grant grant;

  private String title;
  private InterventionKind kind;

  @Column(name = "delivered_on")
  private LocalDate deliveredOn;

  private @Nullable BigDecimal cost;

  @ElementCollection
  @CollectionTable(
      name = "grant_intervention_learners",
      joinColumns = @JoinColumn(name = "grant_intervention_id"))
  @OrderColumn(name = "position")
  private List<Learners> learners = new ArrayList<>();

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected Intervention() {}

  @SuppressWarnings("NullAway.Init") // write() says the rest
  Intervention(Grant grant, InterventionContent content) {
    this.id = ResourceId.ofNew();
    this.grant = grant;
    write(content);
  }

  /** Says this from now on. */
  final void write(InterventionContent content) {
    title = content.title();
    kind = content.kind();
    deliveredOn = content.deliveredOn();
    cost = content.cost();
    if (!learners.equals(content.learners())) {
      learners.clear();
      learners.addAll(content.learners());
    }
  }

  InterventionContent content() {
    return new InterventionContent(
        title, kind, deliveredOn, List.copyOf(learners), Money.plain(cost));
  }

  UUID id() {
    return id;
  }

  LocalDate deliveredOn() {
    return deliveredOn;
  }
}
