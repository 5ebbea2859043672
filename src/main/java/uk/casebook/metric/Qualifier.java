package uk.casebook.metric;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** How exactly the source gives a number. */
public enum Qualifier {
  EXACT(""),
  APPROXIMATELY("about "),
  OVER("over "),
  UNDER("under "),
  UP_TO("up to "),
  AT_LEAST("at least ");

  private final String words;

  Qualifier(String words) {
    this.words = words;
  }

  /** What stands before the number in a sentence; empty for an exact one. */
  public String words() {
    return words;
  }

  /** Whether the number stands for the figure, and is not only a bound of it. */
  boolean isNumber() {
    return this == EXACT || this == APPROXIMATELY;
  }

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<Qualifier> {
    Column() {
      super(Qualifier.class);
    }
  }
}
