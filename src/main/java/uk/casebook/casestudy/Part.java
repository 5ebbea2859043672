package uk.casebook.casestudy;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** The part that an organisation has in a case study. */
enum Part {
  LEAD,
  PARTNER;

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<Part> {
    Column() {
      super(Part.class);
    }
  }
}
