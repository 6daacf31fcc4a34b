package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;

/**
 * When a measure may change because time passes: the first day on which something counted leaves a
 * window, or a comparison becomes possible. Between the current day and that one every measure
 * stays what it is.
 */
public final class DueDays {
  private static final int MONTH = 30;
  private static final int TWO_MONTHS = 60;
  private static final int QUARTER = 90;

  private DueDays() {}

  /** First day after the facts' current day that may differ; {@link Days#NONE} when none will. */
  public static int next(AccountFacts facts) {
    DayLog log = facts.days();
    int today = facts.day();
    int due = Days.NONE;
    for (int i = log.indexFrom(Days.windowStart(today, MONTH)); i < log.size(); i++) {
      if (usage(log, i) || tickets(log, i)) {
        due = Days.earlier(due, log.day(i) + MONTH);
        break;
      }
    }
    for (int i = log.indexFrom(Days.windowStart(today, TWO_MONTHS)); i < log.size(); i++) {
      if (usage(log, i)) {
        due = Days.earlier(due, log.day(i) + TWO_MONTHS);
        break;
      }
    }
    for (int i = log.indexFrom(Days.windowStart(today, QUARTER)); i < log.size(); i++) {
      if (quarterly(log, i)) {
        due = Days.earlier(due, log.day(i) + QUARTER);
        break;
      }
    }
    if (facts.sentiment() != null) {
      due = earlierIfAfter(due, Days.of(facts.sentiment().atMillis()) + QUARTER, today);
    }
    if (facts.knownSince() != Days.NONE && log.size() > 0) {
      due = earlierIfAfter(due, facts.knownSince() + TWO_MONTHS - 1, today);
      due = earlierIfAfter(due, facts.knownSince() + QUARTER - 1, today);
    }
    return due;
  }

  private static int earlierIfAfter(int due, int day, int today) {
    return day > today ? Days.earlier(due, day) : due;
  }

  private static boolean usage(DayLog log, int index) {
    return log.count(Counter.LOGINS, index) != 0
        || log.count(Counter.SESSIONS, index) != 0
        || log.count(Counter.FEATURE_USES, index) != 0;
  }

  private static boolean tickets(DayLog log, int index) {
    return log.count(Counter.TICKETS_OPENED, index) != 0
        || log.count(Counter.TICKETS_WITH_SENTIMENT, index) != 0;
  }

  private static boolean quarterly(DayLog log, int index) {
    return log.count(Counter.TICKETS_OPENED, index) != 0
        || log.count(Counter.CSAT_ANSWERS, index) != 0
        || log.count(Counter.NPS_ANSWERS, index) != 0
        || log.count(Counter.KEY_MEETINGS, index) != 0;
  }
}
