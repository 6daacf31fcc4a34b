package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.MeasurePoints;

/**
 * The score a judgement compares with.
 *
 * @param score thousandths of a point; -1 when not known
 * @param points what made it; null when not known
 */
public record Reference(int score, MeasurePoints points) {
  /** No score to compare with. */
  public static final Reference UNKNOWN = new Reference(-1, null);
}
