package uk.casebook.programme;

/** A funding programme in short, as other resources name it. */
public record FundingProgrammeRef(String slug, String title, String href) {

  static FundingProgrammeRef of(String slug, String name) {
    return new FundingProgrammeRef(slug, name, href(slug));
  }

  static String href(String slug) {
    return "/v1/funding-programmes/" + slug;
  }
}
