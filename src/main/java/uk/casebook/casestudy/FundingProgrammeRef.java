package uk.casebook.casestudy;

/** A funding programme in short, as other resources name it. */
public record FundingProgrammeRef(String slug, String title, String href) {

  /** The reference to a programme. */
  public static FundingProgrammeRef of(String slug, String name) {
    return new FundingProgrammeRef(slug, name, href(slug));
  }

  /** Where a programme is read. */
  public static String href(String slug) {
    return "/v1/funding-programmes/" + slug;
  }
}
