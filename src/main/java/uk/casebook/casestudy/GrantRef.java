package uk.casebook.casestudy;

/** A grant in short, as other resources name it. */
public record GrantRef(String identifier, String title, String href) {

  /** The reference to a grant. */
  public static GrantRef of(String identifier, String title) {
    return new GrantRef(identifier, title, "/v1/grants/" + identifier);
  }
}
