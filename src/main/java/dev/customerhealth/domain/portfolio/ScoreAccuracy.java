package dev.customerhealth.domain.portfolio;

/**
 * How well scores at the beginning of a period told who would leave within it (R44), from counts in
 * steps of five points. Of one step it cannot be told who scored lower: such pairs count half.
 */
final class ScoreAccuracy {
  private static final double LOWEST_TENTH = 0.1;

  /** Five points, in thousandths. */
  private static final int STEP = 5_000;

  private ScoreAccuracy() {}

  /** Accounts whose score at the start was in a range: the bounds of ranges are those of steps. */
  static long in(Tally span, Field counted, ScoreRange range) {
    long accounts = 0;
    for (int step = 0; step < counted.width(); step++) {
      if (ScoreRange.of(true, step * STEP) == range) {
        accounts += span.get(counted, step);
      }
    }
    return accounts;
  }

  /** Accounts whose score at the start was known. */
  static long all(Tally span, Field counted) {
    long accounts = 0;
    for (int step = 0; step < counted.width(); step++) {
      accounts += span.get(counted, step);
    }
    return accounts;
  }

  /**
   * The probability that of two accounts, one that left and one that stayed, the one that left had
   * the lower score: 0.5 is chance, 1 is perfect; NaN without both.
   */
  static double auc(Tally span) {
    double lower = 0;
    double left = 0;
    double stayed = 0;
    for (int step = Field.STAYED_AT.width() - 1; step >= 0; step--) {
      double leaving = span.get(Field.LEFT_AT, step);
      double staying = span.get(Field.STAYED_AT, step);
      lower += leaving * (stayed + staying / 2);
      left += leaving;
      stayed += staying;
    }
    return left == 0 || stayed == 0 ? Double.NaN : lower / (left * stayed);
  }

  /**
   * How many times more often accounts in the lowest tenth left than all; of the step in which the
   * tenth ends the fitting share counts. NaN when nobody left.
   */
  static double lift(Tally span) {
    double all = 0;
    double left = 0;
    for (int step = 0; step < Field.STAYED_AT.width(); step++) {
      left += span.get(Field.LEFT_AT, step);
      all += span.get(Field.LEFT_AT, step) + span.get(Field.STAYED_AT, step);
    }
    if (left == 0) {
      return Double.NaN;
    }
    double room = all * LOWEST_TENTH;
    double tenth = room;
    double leftOfTenth = 0;
    for (int step = 0; step < Field.STAYED_AT.width() && room > 0; step++) {
      double leaving = span.get(Field.LEFT_AT, step);
      double here = leaving + span.get(Field.STAYED_AT, step);
      double taken = Math.min(room, here);
      leftOfTenth += here == 0 ? 0 : leaving * taken / here;
      room -= taken;
    }
    return leftOfTenth / tenth / (left / all);
  }
}
