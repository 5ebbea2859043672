package uk.casebook.casestudy;

/** A case study in short, as other resources name it. */
public record CaseStudyRef(String slug, String title, String href) {

  /** The reference to a case study. */
  public static CaseStudyRef of(String slug, String title) {
    return new CaseStudyRef(slug, title, href(slug));
  }

  static String href(String slug) {
    return "/v1/case-studies/" + slug;
  }
}
