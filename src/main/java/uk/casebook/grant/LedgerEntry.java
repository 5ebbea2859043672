package uk.casebook.grant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.ResourceId;

/**
 * Something that happened to the money of a grant. The database gives it its place, moves the
 * money, and says how much it settled or took back.
 */
@Entity
@Table(name = "ledger_entry")
class LedgerEntry {

  @Id private UUID id;

  @Column(name = "grant_id")
  private UUID grantId;

  @Generated private int position;
  private String reference;
  private LedgerKind kind;

  @Generated(writable = true)
  private int line;

  @Generated(writable = true)
  @Column(name = "to_line")
  private @Nullable Integer toLine;

  @Generated(writable = true)
  private BigDecimal amount;

  @Column(name = "happened_on")
  private LocalDate happenedOn;

  private @Nullable String description;
  private @Nullable String settles;
  @Generated private @Nullable BigDecimal settled;
  private @Nullable String reverses;

  @Column(name = "entered_at")
  private Instant enteredAt;

  /** For the persistence provider alone. */
  @SuppressWarnings("NullAway.Init")
  protected LedgerEntry() {}

  /** A request that was found to be right. */
  LedgerEntry(UUID grantId, Posting posting, Instant now) {
    this.id = ResourceId.ofNew();
    this.grantId = grantId;
    this.reference = posting.reference();
    this.kind = posting.kind();
    this.line = posting.line();
    this.toLine = posting.toLine();
    this.amount = posting.amount();
    this.happenedOn = posting.on();
    this.description = posting.description();
    this.settles = posting.settles();
    this.reverses = posting.reverses();
    this.enteredAt = now;
  }

  /** Whether it says what a posting says; of a reversal, line and amount follow from the rest. */
  boolean says(Posting posting) {
    return kind == posting.kind()
        && happenedOn.equals(posting.on())
        && Objects.equals(description, posting.description())
        && Objects.equals(settles, posting.settles())
        && Objects.equals(reverses, posting.reverses())
        && (kind == LedgerKind.REVERSAL
            || (line == posting.line()
                && Objects.equals(toLine, posting.toLine())
                && amount.compareTo(posting.amount()) == 0));
  }

  UUID id() {
    return id;
  }

  UUID grantId() {
    return grantId;
  }

  int position() {
    return position;
  }

  String reference() {
    return reference;
  }

  LedgerKind kind() {
    return kind;
  }

  int line() {
    return line;
  }

  @Nullable Integer toLine() {
    return toLine;
  }

  BigDecimal amount() {
    return amount;
  }

  LocalDate on() {
    return happenedOn;
  }

  @Nullable String description() {
    return description;
  }

  @Nullable String settles() {
    return settles;
  }

  @Nullable BigDecimal settled() {
    return settled;
  }

  @Nullable String reverses() {
    return reverses;
  }

  Instant enteredAt() {
    return enteredAt;
  }
}
