package uk.casebook.metric;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.Violation;
import uk.casebook.database.Conditions;
import uk.casebook.http.Csv;
import uk.casebook.http.EnumCode;
import uk.casebook.http.ListRequest;
import uk.casebook.http.Page;
import uk.casebook.http.RegisterMark;
import uk.casebook.http.Streamed;

/** Observations over HTTP: the figures flat, in several formats. */
@Path("/v1/observations")
public class ObservationResource {

  private static final Set<ObservationFormat> AT_ONCE =
      Set.of(ObservationFormat.JSON, ObservationFormat.CSV);
  private static final String NOT_WITH_ALL = "not-with-all";
  private static final Pattern FORMAT = Pattern.compile("(^|[&;])format=[^&;]*");

  private final MetricService metrics;
  private final AllObservations everything;
  private final RegisterMark register;
  private final Csv csv;
  private final ObservationCsvw csvw;
  private final ObservationJsonStat jsonStat;
  private final ObservationIati iati;

  ObservationResource(
      MetricService metrics,
      AllObservations everything,
      RegisterMark register,
      Csv csv,
      ObservationCsvw csvw,
      ObservationJsonStat jsonStat,
      ObservationIati iati) {
    this.metrics = metrics;
    this.everything = everything;
    this.register = register;
    this.csv = csv;
    this.csvw = csvw;
    this.jsonStat = jsonStat;
    this.iati = iati;
  }

  /** One flat row an observation. */
  @GET
  public RestResponse<?> listObservations(
      @Context UriInfo uri,
      @BeanParam MetricFilter filter,
      @RestQuery Optional<Boolean> all,
      @RestQuery("format") Optional<String> code,
      @RestHeader("Accept") Optional<String> accept) {
    ObservationFormat format = ObservationFormat.of(code, accept);
    if (all.orElse(false) && format != ObservationFormat.CSVW) {
      return all(uri, filter, format);
    }
    ListRequest list = ListRequest.of(uri);
    Page<FoundObservation> page =
        format == ObservationFormat.JSONSTAT
            ? metrics.listObservationsOfOneUnit(list, filter)
            : metrics.listObservations(list, filter);
    var answer =
        RestResponse.ResponseBuilder.ok(
            body(format, page, uri.getRequestUri()), format.mediaType());
    if (page.next() != null && format != ObservationFormat.JSON) {
      answer.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(page.next()));
    }
    describe(format, uri, answer);
    return answer.build();
  }

  /** Where a table's description is (CSVW, Tabular data model, 5.2). */
  private static void describe(
      ObservationFormat format, UriInfo uri, RestResponse.ResponseBuilder<?> answer) {
    if (format == ObservationFormat.CSV) {
      answer.header(
          HttpHeaders.LINK,
          "<%s>; rel=\"describedby\"; type=\"%s\""
              .formatted(
                  as(ObservationFormat.CSVW, uri.getRequestUri()), ObservationFormat.CSVW.type()));
    }
  }

  private RestResponse<?> all(UriInfo uri, MetricFilter filter, ObservationFormat format) {
    List<Violation> violations = new ArrayList<>();
    for (String page : List.of("limit", "cursor")) {
      if (uri.getQueryParameters().containsKey(page)) {
        violations.add(
            Violation.ofParameter(page, NOT_WITH_ALL, "Everything at once has no pages."));
      }
    }
    if (filter.filter().reading().isWorking()) {
      violations.add(Violation.ofParameter("view", NOT_WITH_ALL, "Drafts come in pages only."));
    }
    if (!AT_ONCE.contains(format)) {
      violations.add(
          Violation.ofParameter("format", NOT_WITH_ALL, "Everything comes as json or csv only."));
    }
    ProblemException.refuse(violations);
    String state = register.mark() + ' ' + uri.getRequestUri();
    Conditions selected = everything.select(filter);
    StreamingOutput body =
        format == ObservationFormat.CSV
            ? out -> everything.writeCsv(selected, out)
            : out -> everything.writeJson(selected, out);
    var answer =
        RestResponse.ResponseBuilder.<Object>ok(new Streamed(state, body), format.mediaType());
    describe(format, uri, answer);
    return answer.build();
  }

  private Object body(ObservationFormat format, Page<FoundObservation> page, URI request) {
    return switch (format) {
      case JSON -> page.map(ObservationRow::from);
      case CSV -> csv.write(ObservationRow.COLUMNS, page.map(ObservationRow::from).items());
      case CSVW -> csvw.describe(as(ObservationFormat.CSV, request));
      case JSONSTAT -> jsonStat.write(page);
      case IATI -> iati.write(page.items());
    };
  }

  /**
   * Where the same can be had in another format. The rest of the query stays as it came: what
   * describes a table has to name it by the address that the table was asked for by.
   */
  private static String as(ObservationFormat format, URI request) {
    String query = Objects.requireNonNullElse(request.getRawQuery(), "");
    String chosen = "format=" + EnumCode.of(format);
    Matcher present = FORMAT.matcher(query);
    String other =
        present.find()
            ? present.replaceFirst("$1" + chosen)
            : query.isEmpty() ? chosen : query + "&" + chosen;
    return request.getRawPath() + "?" + other;
  }
}
