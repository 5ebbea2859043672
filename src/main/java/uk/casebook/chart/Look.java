package uk.casebook.chart;

import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import uk.casebook.http.EnumCode;

/**
 * How a picture is to look.
 *
 * @param width in pixels
 * @param scheme auto, light or dark
 */
public record Look(@RestQuery Optional<Integer> width, @RestQuery Optional<String> scheme) {

  private static final int USUAL_WIDTH = 640;

  int pixels() {
    return width.orElse(USUAL_WIDTH);
  }

  Scheme colours() {
    return scheme.map(code -> EnumCode.parse(Scheme.class, code)).orElse(Scheme.AUTO);
  }
}
