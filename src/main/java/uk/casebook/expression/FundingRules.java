package uk.casebook.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.Violation;
import uk.casebook.http.LondonTime;
import uk.casebook.programme.Call;
import uk.casebook.programme.Money;

/** What a programme asks of applications and awards. */
final class FundingRules {

  private FundingRules() {}

  /** Everything that keeps an application from being submitted now. */
  static List<Violation> submission(
      ExpressionContent content, Call call, BigDecimal awarded, Instant arrival) {
    List<Violation> violations = new ArrayList<>();
    checkOpen(call, arrival, violations);
    checkComplete(content, violations);
    checkGroups(call, content.workforce(), violations);
    checkLines(call, content.lines(), violations);
    checkAvailable(call, awarded, BudgetLine.sum(content.lines()), violations);
    return violations;
  }

  private static void checkOpen(Call call, Instant arrival, List<Violation> violations) {
    if (call.isOpen(arrival)) {
      return;
    }
    Optional<LocalDate> opens = call.opensOn().filter(LondonTime.dayOf(arrival)::isBefore);
    Optional<LocalDate> last = call.lastDeadline();
    if (opens.isPresent()) {
      refuse(
          "/programme",
          "not-open",
          "'%s' takes applications from %s on.".formatted(call.programme().slug(), opens.get()),
          violations);
    } else if (last.isPresent()) {
      refuse(
          "/programme",
          "deadline-passed",
          "'%s' took applications until the end of %s, London time."
              .formatted(call.programme().slug(), last.get()),
          violations);
    } else {
      refuse(
          "/programme",
          "not-open",
          "'%s' takes no applications: no deadline to come is known."
              .formatted(call.programme().slug()),
          violations);
    }
  }

  private static void checkComplete(ExpressionContent content, List<Violation> violations) {
    Beneficiary beneficiary = content.beneficiary();
    require(
        beneficiary.reference() != null,
        "/beneficiary/reference",
        "It needs a reference for the person that it is about.",
        violations);
    require(
        !beneficiary.needs().isEmpty(),
        "/beneficiary/needs",
        "It needs at least one need of the person that it is about.",
        violations);
    require(content.purpose() != null, "/purpose", "It needs a purpose.", violations);
    require(
        !content.workforce().isEmpty(),
        "/workforce",
        "It needs at least one group of people to be trained.",
        violations);
    require(
        !content.lines().isEmpty(),
        "/lines",
        "It needs at least one line of a budget.",
        violations);
  }

  private static void require(
      boolean there, String pointer, String detail, List<Violation> violations) {
    if (!there) {
      refuse(pointer, "missing", detail, violations);
    }
  }

  private static void checkGroups(
      Call call, List<WorkforceGroup> workforce, List<Violation> violations) {
    for (int i = 0; i < workforce.size(); i++) {
      String group = workforce.get(i).group();
      if (!call.learnerGroups().isEmpty() && !call.learnerGroups().contains(group)) {
        refuse(
            "/workforce/%d/group".formatted(i),
            "group-not-covered",
            "'%s' does not pay for the training of '%s', but of %s."
                .formatted(call.programme().slug(), group, String.join(", ", call.learnerGroups())),
            violations);
      }
    }
  }

  /** Adds each line that is for what the programme does not pay. */
  static void checkLines(Call call, List<BudgetLine> lines, List<Violation> violations) {
    for (int i = 0; i < lines.size(); i++) {
      String category = lines.get(i).category();
      if (!call.spendingCategories().isEmpty() && !call.spendingCategories().contains(category)) {
        refuse(
            "/lines/%d/category".formatted(i),
            "not-fundable",
            "'%s' does not pay for '%s', but for %s."
                .formatted(
                    call.programme().slug(),
                    category,
                    String.join(", ", call.spendingCategories())),
            violations);
      }
    }
  }

  /**
   * Adds a violation if a sum is more than what is left of the programme's money.
   *
   * @param awarded what is given away already
   */
  static void checkAvailable(
      Call call, BigDecimal awarded, BigDecimal sum, List<Violation> violations) {
    BigDecimal total = call.totalAvailable();
    if (total != null && sum.compareTo(total.subtract(awarded)) > 0) {
      refuse(
          "/lines",
          "more-than-available",
          "The lines add up to %s pounds; of the %s of '%s' %s are left."
              .formatted(
                  shown(sum),
                  shown(total),
                  call.programme().slug(),
                  shown(total.subtract(awarded).max(BigDecimal.ZERO))),
          violations);
    }
  }

  private static String shown(@Nullable BigDecimal amount) {
    BigDecimal plain = Money.plain(amount);
    return plain == null ? "" : plain.toPlainString();
  }

  private static void refuse(
      String pointer, String code, String detail, List<Violation> violations) {
    violations.add(Violation.atPointer(pointer, code, detail));
  }
}
