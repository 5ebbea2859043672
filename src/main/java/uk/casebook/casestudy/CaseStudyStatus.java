package uk.casebook.casestudy;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** Where a case study stands between its first draft and its withdrawal. */
public enum CaseStudyStatus {
  DRAFT,
  IN_REVIEW,
  PUBLISHED,
  WITHDRAWN;

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<CaseStudyStatus> {
    Column() {
      super(CaseStudyStatus.class);
    }
  }
}
