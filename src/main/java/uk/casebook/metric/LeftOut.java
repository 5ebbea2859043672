package uk.casebook.metric;

import jakarta.persistence.Converter;
import uk.casebook.database.EnumColumn;

/** Why an observation is in no number of a summary. */
public enum LeftOut {
  NOT_ACTUAL("A baseline, target, forecast, comparator or limit is no result."),
  INDIVIDUAL("One person's example is never part of a sum."),
  NOT_OBSERVED("A conditional or counterfactual figure did not happen."),
  RANGE_VALUE("A range is not one figure."),
  NOT_NUMERIC("Words and fractions are not added up."),
  QUALIFIED_VALUE("How far from over, under, up to or at least a number it is, is not known."),
  STATISTIC("Means, medians and extremes are not added up."),
  RATE("What is per something is not added up."),
  NOT_COMPARABLE(
      "Figures in this unit are not added up, and no indicator says that they measure the same."),
  CONFLICTING("Another figure that is selected says something else about the same thing."),
  PART_OF_RUNNING_TOTAL("The running total that is selected contains it."),
  PART_OF_WHOLE("The whole that is selected contains it."),
  OVERLAPPING_PART("It is a part by another division than the one that is added up."),
  REPEATED_FIGURE("The case study has the same figure of the same time in another metric."),
  EARLIER_FIGURE("A later figure of the same series takes its place."),
  SEVERAL_FIGURES("Of the figures of its series it is not known which is the latest.");

  private final String detail;

  LeftOut(String detail) {
    this.detail = detail;
  }

  /** The reason in a sentence. */
  String detail() {
    return detail;
  }

  @Converter(autoApply = true)
  static final class Column extends EnumColumn<LeftOut> {
    Column() {
      super(LeftOut.class);
    }
  }
}
