package dev.customerhealth.domain.parent;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The scores of a parent's children, rolled up.
 *
 * @param asOfMillis latest business time of any news of a child
 * @param children accounts that name this parent, at least 1
 * @param scored those of them with a score
 * @param mean of the scores, in thousandths of a point, rounded half up; null without scores
 * @param worst the child with the lowest score; null without scores
 * @param weighting whether scores could be weighted by revenue
 * @param weightedChildren those of the scored whose revenue weighs; 0 unless WEIGHTED
 * @param weighted mean weighted by revenue, in thousandths, rounded half up; null unless WEIGHTED
 * @param revenueMinor revenue of the children weighted, in minor units; null unless WEIGHTED
 * @param currency of the revenue; null unless WEIGHTED
 */
public record ParentScore(
    long asOfMillis,
    long children,
    long scored,
    Integer mean,
    WorstChild worst,
    RevenueWeighting weighting,
    long weightedChildren,
    Integer weighted,
    BigInteger revenueMinor,
    String currency) {

  /** The roll-up of totals with at least one child. */
  public static ParentScore of(ParentTotals totals) {
    RevenueWeighting weighting = weighting(totals);
    boolean weighted = weighting == RevenueWeighting.WEIGHTED;
    return new ParentScore(
        totals.asOfMillis(),
        totals.children(),
        totals.scored(),
        totals.scored() == 0
            ? null
            : rounded(BigInteger.valueOf(totals.scores()), BigInteger.valueOf(totals.scored())),
        totals.worst(),
        weighting,
        weighted ? totals.weighable() : 0,
        weighted ? rounded(totals.weightedScores(), totals.revenues()) : null,
        weighted ? totals.revenues() : null,
        weighted ? totals.currencies().keySet().iterator().next() : null);
  }

  private static RevenueWeighting weighting(ParentTotals totals) {
    return switch (totals.currencies().size()) {
      case 0 -> RevenueWeighting.NO_REVENUE;
      case 1 -> RevenueWeighting.WEIGHTED;
      default -> RevenueWeighting.MIXED_CURRENCIES;
    };
  }

  private static Integer rounded(BigInteger sum, BigInteger by) {
    return new BigDecimal(sum).divide(new BigDecimal(by), 0, RoundingMode.HALF_UP).intValueExact();
  }
}
