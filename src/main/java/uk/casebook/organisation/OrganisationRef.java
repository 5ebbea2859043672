package uk.casebook.organisation;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** An organisation in short, as other resources name it. */
public record OrganisationRef(String slug, String name, OrganisationKind kind, String href) {

  /** A council is read at its own address, every other organisation at that of organisations. */
  public static OrganisationRef of(String slug, String name, OrganisationKind kind) {
    return new OrganisationRef(slug, name, kind, href(slug, kind));
  }

  /** Whether it is a council. */
  @JsonIgnore
  public boolean isCouncil() {
    return kind == OrganisationKind.COUNCIL;
  }

  static OrganisationRef from(Organisation organisation) {
    return of(organisation.slug(), organisation.name(), organisation.kind());
  }

  static String href(String slug, OrganisationKind kind) {
    return (kind == OrganisationKind.COUNCIL ? "/v1/councils/" : "/v1/organisations/") + slug;
  }
}
