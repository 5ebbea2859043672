package uk.casebook.organisation;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** What sort of body an organisation is. */
public enum OrganisationKind {
  CHARITY,
  COMPANY,
  COUNCIL,
  GOVERNMENT,
  NETWORK,
  NHS_BODY,
  OTHER,
  PROVIDER,
  SECTOR_BODY,
  UNIVERSITY;

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<OrganisationKind> {
    Column() {
      super(OrganisationKind.class);
    }
  }
}
