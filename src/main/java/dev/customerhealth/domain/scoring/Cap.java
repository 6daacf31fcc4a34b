package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.WindowedMeasure;

/**
 * A limit on the score while a measure stands on one side of a bar: "open critical escalation: at
 * most 60". It does not hold without data, by a measure the account is too young for, nor by an
 * answer that the model says is too old. Of several caps that hold, the lowest counts, the first of
 * equal ones.
 *
 * @param id stable id, for instance {@code open-escalation}
 * @param label for display
 * @param measure what is looked at; the model need not weigh it
 * @param side on which side of the bar the cap holds, the bar itself included
 * @param bar in the measure's unit
 * @param limit highest score, in thousandths of a point
 */
public record Cap(
    String id, String label, WindowedMeasure measure, Side side, double bar, int limit) {

  /** On which side of the bar. */
  public enum Side {
    AT_LEAST,
    AT_MOST
  }

  public Cap {
    if (!(limit >= 0 && limit < Points.FULL) || !Double.isFinite(bar)) {
      throw new IllegalArgumentException(
          "cap "
              + id
              + ": expected a number as bar and a limit of 0 to under 100 points, found "
              + bar
              + " and "
              + Points.asDouble(limit));
    }
  }

  /** Whether the cap holds for a value; not for NaN. */
  public boolean holds(double value) {
    return side == Side.AT_LEAST ? value >= bar : value <= bar;
  }
}
