package uk.casebook.programme;

import java.math.BigDecimal;
import java.util.UUID;

/** What a programme asks of the grants that were awarded from it. */
public interface Awards {

  /** How much of a programme's money is given away, in pounds. */
  BigDecimal awarded(UUID programmeId);
}
