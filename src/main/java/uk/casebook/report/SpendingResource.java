package uk.casebook.report;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import uk.casebook.grant.GrantFilter;
import uk.casebook.http.Csv;
import uk.casebook.http.EnumCode;
import uk.casebook.http.TableFormat;

/** Spending over HTTP. */
@Path("/v1/reports/spending")
public class SpendingResource {

  private final SpendingService spending;
  private final Csv csv;

  SpendingResource(SpendingService spending, Csv csv) {
    this.spending = spending;
    this.csv = csv;
  }

  /** Spending against award, by programme, month, category of spending or group of learners. */
  @GET
  public RestResponse<?> getSpendingReport(
      @BeanParam GrantFilter filter,
      @RestQuery Optional<String> groupBy,
      @RestQuery("format") Optional<String> code,
      @RestHeader("Accept") Optional<String> accept) {
    TableFormat format = TableFormat.of(code, accept);
    SpendingReport report =
        spending.getSpendingReport(
            groupBy
                .map(chosen -> EnumCode.parse(SpendingGroup.class, chosen))
                .orElse(SpendingGroup.PROGRAMME),
            filter);
    Object body =
        format == TableFormat.CSV ? csv.write(SpendingReport.COLUMNS, report.lines()) : report;
    return RestResponse.ResponseBuilder.ok(body, format.mediaType()).build();
  }
}
