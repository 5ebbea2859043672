package uk.casebook.grant;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.CaseStudyRef;
import uk.casebook.casestudy.FundingProgrammeRef;
import uk.casebook.casestudy.MetricRef;
import uk.casebook.http.Identified;
import uk.casebook.organisation.OrganisationRef;
import uk.casebook.programme.Money;

/**
 * A grant as it is read.
 *
 * @param expressionOfInterest what was applied for; only for officers and the recipient
 * @param totals what its lines are together; absent where it has none
 * @param cancellationReason only for officers and the recipient
 */
public record GrantResponse(
    UUID id,
    String identifier,
    @Nullable FundingProgrammeRef programme,
    @Nullable OrganisationRef recipient,
    @Nullable OrganisationRef funder,
    @Nullable Application expressionOfInterest,
    String title,
    @Nullable String description,
    @Nullable String note,
    String currency,
    @Nullable BigDecimal amountAppliedFor,
    @Nullable BigDecimal amountAwarded,
    @Nullable LocalDate awardDate,
    @Nullable Dates plannedDates,
    @Nullable Dates actualDates,
    List<Line> lines,
    @Nullable Totals totals,
    List<Delivered> interventions,
    @Nullable GrantStatus status,
    @Nullable String cancellationReason,
    @Nullable EvaluationResponse evaluation,
    @Nullable CaseStudyRef caseStudy,
    List<MetricRef> metrics,
    Instant updatedAt,
    String href)
    implements Identified {

  /** An expression of interest in short. */
  public record Application(String reference, String href) {}

  /** A part of the money, and where it stands. */
  public record Line(
      int number,
      String category,
      @Nullable String description,
      @Nullable BigDecimal awarded,
      @Nullable BigDecimal amount,
      @Nullable BigDecimal committed,
      @Nullable BigDecimal spent,
      @Nullable BigDecimal remaining) {

    private static Line from(int number, GrantLine line) {
      return new Line(
          number,
          line.category(),
          line.description(),
          Money.plain(line.awarded()),
          Money.plain(line.amount()),
          Money.plain(line.committed()),
          Money.plain(line.spent()),
          Money.plain(line.remaining()));
    }
  }

  /** All lines together. */
  public record Totals(
      @Nullable BigDecimal awarded,
      @Nullable BigDecimal committed,
      @Nullable BigDecimal spent,
      @Nullable BigDecimal remaining) {

    private static @Nullable Totals from(List<GrantLine> lines) {
      if (lines.isEmpty()) {
        return null;
      }
      BigDecimal awarded = BigDecimal.ZERO;
      BigDecimal committed = BigDecimal.ZERO;
      BigDecimal spent = BigDecimal.ZERO;
      for (GrantLine line : lines) {
        awarded = awarded.add(line.awarded());
        committed = committed.add(line.committed());
        spent = spent.add(line.spent());
      }
      return new Totals(
          Money.plain(awarded),
          Money.plain(committed),
          Money.plain(spent),
          Money.plain(awarded.subtract(committed).subtract(spent)));
    }
  }

  /** Something that was delivered with the money. */
  public record Delivered(
      UUID id,
      String title,
      InterventionKind kind,
      LocalDate deliveredOn,
      List<Learners> learners,
      @Nullable BigDecimal cost) {

    private static Delivered from(Intervention intervention) {
      InterventionContent content = intervention.content();
      return new Delivered(
          intervention.id(),
          content.title(),
          content.kind(),
          content.deliveredOn(),
          content.learners(),
          content.cost());
    }
  }

  /** What is told of grants besides what they say. */
  record Context(
      Map<UUID, GrantRepository.Fund> funds,
      Map<UUID, OrganisationRef> organisations,
      Map<UUID, CaseStudyRef> caseStudies,
      Map<UUID, MetricRef> metrics) {}

  /**
   * The response to a grant.
   *
   * @param insider whether it is for an officer or its recipient
   */
  static GrantResponse from(Grant grant, Context context, boolean insider) {
    GrantContent content = grant.content();
    GrantRepository.Fund fund = get(context.funds(), grant.programmeId());
    String application = grant.applicationReference();
    Evaluation evaluation = grant.evaluation();
    return new GrantResponse(
        grant.id(),
        grant.identifier(),
        fund == null ? null : fund.programme(),
        get(context.organisations(), grant.recipientId()),
        fund == null ? null : get(context.organisations(), fund.funderId()),
        insider && application != null
            ? new Application(application, "/v1/expressions-of-interest/" + application)
            : null,
        content.title(),
        content.description(),
        grant.note(),
        grant.currency(),
        Money.plain(grant.amountAppliedFor()),
        Money.plain(grant.amountAwarded()),
        grant.awardDate(),
        content.plannedDates(),
        content.actualDates(),
        lines(grant.lines()),
        Totals.from(grant.lines()),
        grant.interventions().stream().map(Delivered::from).toList(),
        grant.status(),
        insider ? grant.cancellationReason() : null,
        evaluation == null ? null : EvaluationResponse.from(evaluation),
        get(context.caseStudies(), content.caseStudyId()),
        content.metricIds().stream().map(context.metrics()::get).filter(Objects::nonNull).toList(),
        grant.updatedAt(),
        href(grant.identifier()));
  }

  private static <T> @Nullable T get(Map<UUID, T> found, @Nullable UUID id) {
    return id == null ? null : found.get(id);
  }

  private static List<Line> lines(List<GrantLine> lines) {
    List<Line> numbered = new ArrayList<>();
    for (GrantLine line : lines) {
      numbered.add(Line.from(numbered.size() + 1, line));
    }
    return numbered;
  }

  static String href(String identifier) {
    return "/v1/grants/" + identifier;
  }
}
