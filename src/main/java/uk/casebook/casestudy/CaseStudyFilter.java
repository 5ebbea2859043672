package uk.casebook.casestudy;

import jakarta.ws.rs.BeanParam;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Which case studies, by what they are about and who took part; figures are filtered by it too.
 *
 * @param reading which state of the register
 * @param council councils by GSS code, slug or id
 * @param organisation organisations by slug or id
 */
public record CaseStudyFilter(
    @BeanParam Reading reading,
    @RestQuery List<String> council,
    @RestQuery List<String> organisation,
    @RestQuery List<String> theme,
    @RestQuery List<String> topic,
    @RestQuery List<String> population) {

  /** The same in another state of the register. */
  public CaseStudyFilter in(Reading other) {
    return new CaseStudyFilter(other, council, organisation, theme, topic, population);
  }
}
