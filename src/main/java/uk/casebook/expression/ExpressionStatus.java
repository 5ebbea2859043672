package uk.casebook.expression;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** Where an application stands. */
public enum ExpressionStatus {
  DRAFT,
  SUBMITTED,
  IN_REVIEW,
  AWARDED,
  DECLINED,
  WITHDRAWN;

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<ExpressionStatus> {
    Column() {
      super(ExpressionStatus.class);
    }
  }
}
