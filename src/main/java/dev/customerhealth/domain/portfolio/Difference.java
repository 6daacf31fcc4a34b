package dev.customerhealth.domain.portfolio;

import java.util.Map;
import java.util.Objects;

/**
 * Which of the things an account counts may differ between two of its ledgers. What surely is the
 * same need not be counted twice to find that out: most news is a score that moved within its
 * range, and changes nothing at all.
 *
 * @param book how it stands now
 * @param answers what it answered
 * @param answersOf only the answers of this month; {@link Months#NONE} for those of all
 * @param renewals what is due, and what came of it
 * @param opportunities chances to sell more
 * @param spans what is compared from the beginning of a period to its end
 * @param spansFrom only periods that end with this month or a later one are so compared
 */
record Difference(
    boolean book,
    boolean answers,
    int answersOf,
    boolean renewals,
    boolean opportunities,
    boolean spans,
    int spansFrom) {

  /** Everything may differ. */
  static final Difference ALL =
      new Difference(true, true, Months.NONE, true, true, true, Integer.MIN_VALUE);

  /** What may differ between two ledgers of an account. */
  @SuppressWarnings("ReferenceEquality") // what news does not touch stays the same object
  static Difference between(AccountLedger before, AccountLedger after) {
    if (before.month() == Months.NONE || !before.owners().equals(after.owners())) {
      return ALL;
    }
    if (before.month() != after.month()) {
      return turn(before, after);
    }
    Standing then = before.standing();
    Standing now = after.standing();
    boolean revenue = before.revenue() != after.revenue();
    boolean paying = revenue || then.customer() != now.customer();
    boolean renewals =
        paying
            || range(then) != range(now)
            || then.renewalDay() != now.renewalDay()
            || then.profileArrMinor() != now.profileArrMinor()
            || !Objects.equals(then.profileCurrency(), now.profileCurrency())
            || before.forecasts() != after.forecasts();
    return new Difference(
        renewals || before.finance() != after.finance() || !usesAlike(then, now),
        before.answers() != after.answers(),
        before.answers() != after.answers() ? answered(before, after) : Months.NONE,
        renewals,
        paying || before.opportunities() != after.opportunities(),
        revenue,
        Integer.MIN_VALUE);
  }

  /**
   * A month began. Who paid the same all along has the same from beginning to end of every period
   * that was over before: only those are compared that were not.
   */
  @SuppressWarnings("ReferenceEquality") // as above
  private static Difference turn(AccountLedger before, AccountLedger after) {
    boolean paidAlike = before.revenue() == after.revenue() && before.month() < after.month();
    return new Difference(
        true,
        before.answers() != after.answers(),
        Months.NONE,
        true,
        true,
        true,
        paidAlike ? before.month() + 1 : Integer.MIN_VALUE);
  }

  /** The one month of which the answers are others; {@link Months#NONE} when there are several. */
  @SuppressWarnings("ReferenceEquality") // as above
  private static int answered(AccountLedger before, AccountLedger after) {
    int found = Months.NONE;
    if (before.answers().size() > after.answers().size()) {
      return found;
    }
    for (Map.Entry<Integer, MonthAnswers> month : after.answers().entrySet()) {
      if (before.answers().get(month.getKey()) != month.getValue()) {
        if (found != Months.NONE) {
          return Months.NONE;
        }
        found = month.getKey();
      }
    }
    return found;
  }

  /** Where the book looks at a score it looks at its range. */
  private static ScoreRange range(Standing standing) {
    return ScoreRange.of(standing.scored(), standing.score());
  }

  private static boolean usesAlike(Standing then, Standing now) {
    return then.firstValueDays() == now.firstValueDays()
        && then.sponsored() == now.sponsored()
        && then.contacts() == now.contacts()
        && then.features() == now.features()
        && then.core() == now.core();
  }

  /** Whether nothing does. */
  boolean isNone() {
    return !book && !answers && !renewals && !opportunities && !spans;
  }
}
