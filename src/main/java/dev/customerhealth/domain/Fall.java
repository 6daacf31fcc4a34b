package dev.customerhealth.domain;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.ScoreHighs;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.domain.scoring.ScoreStatus;

/**
 * What counts as one account of a fleet that falls: to lie far below its highest score since the
 * day before, after one step or several.
 */
public final class Fall {

  private Fall() {}

  /**
   * Whether an account fell by what was told of it, or came up again.
   *
   * @param points thousandths of a point that are far
   * @return 1 when it fell, -1 when it came up again, 0 when neither
   */
  public static int of(Assessment assessment, int points) {
    ScoreChange change = assessment.change().orElse(null);
    if (change == null || change.fromStatus() != ScoreStatus.SCORED || !change.to().scored()) {
      return 0;
    }
    ScoreHighs highs = assessment.after().judgement().highs();
    int highest = highs.highestSince(Days.of(change.changedAt().toEpochMilli()) - 1);
    if (highest < 0) {
      return 0;
    }
    int high = highs.points(highest).total();
    boolean lay = high - change.fromScore() >= points;
    boolean lies = high - change.to().score() >= points;
    return lay == lies ? 0 : lies ? 1 : -1;
  }
}
