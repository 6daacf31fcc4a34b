package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Lifecycle;

/**
 * Measures that count days and so move by one every day. Whoever waits for one of them to reach a
 * bar need not look every day: the day on which it will is known.
 */
public final class CountedDays {
  private static final double THOUSANDTHS = 1000.0;

  private CountedDays() {}

  /** Whether a measure counts days up, or down to a date. */
  public static boolean is(Measure measure) {
    return switch (measure) {
      case DAYS_SILENT,
          DAYS_OVERDUE,
          TIME_TO_FIRST_VALUE,
          WAITING_FOR_VALUE,
          TENURE,
          DAYS_TO_RENEWAL ->
          true;
      default -> false;
    };
  }

  /** Whether it counts down. */
  public static boolean isDown(Measure measure) {
    return measure == Measure.DAYS_TO_RENEWAL;
  }

  /**
   * The day from which on a measure that counts up is at least a bar, or one that counts down at
   * most, if nothing else is told; it may be over. {@link Days#NONE} when it does not count.
   *
   * @param profile who the account is; null when not known
   * @param bar in thousandths of a day
   */
  public static int dayReaching(
      Measure measure, AccountFacts facts, AccountProfile profile, long bar) {
    int from = zeroDay(measure, facts, profile);
    if (from == Days.NONE) {
      return Days.NONE;
    }
    double days = bar / THOUSANDTHS;
    return isDown(measure) ? from - (int) Math.floor(days) : from + (int) Math.ceil(days);
  }

  /** The day on which it is, was or would have been 0. */
  private static int zeroDay(Measure measure, AccountFacts facts, AccountProfile profile) {
    return switch (measure) {
      case DAYS_SILENT -> {
        DayLog log = facts.days();
        int last = UsageMeasures.isReported(facts) ? log.lastWith(UsageMeasures.USAGE) : -1;
        // What is longer ago is said to be as long ago as that, however far the account remembers.
        boolean known = last >= 0 && facts.day() - log.day(last) < Days.KEPT;
        yield known ? log.day(last) : Days.NONE;
      }
      case DAYS_OVERDUE -> CommercialMeasures.oldestUnpaid(facts.matters().invoices());
      case TIME_TO_FIRST_VALUE, WAITING_FOR_VALUE ->
          facts.matters().firstValueDay() == Days.NONE ? start(profile) : Days.NONE;
      case TENURE -> start(profile);
      case DAYS_TO_RENEWAL -> Lifecycle.renewalDay(facts, profile);
      default -> Days.NONE;
    };
  }

  private static int start(AccountProfile profile) {
    return profile == null || profile.contractStart() == null
        ? Days.NONE
        : Math.toIntExact(profile.contractStart().toEpochDay());
  }
}
