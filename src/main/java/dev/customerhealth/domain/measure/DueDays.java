package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;

/**
 * When a measure may change because time passes: the first day on which something counted leaves a
 * window, or a comparison becomes possible. Between the current day and that one every measure
 * asked for stays what it is.
 */
public final class DueDays {
  private DueDays() {}

  /**
   * First day after the facts' current day that may differ; {@link Days#NONE} when none will.
   *
   * @param asked the measures that matter
   */
  public static int next(AccountFacts facts, AskedMeasures asked) {
    DuePlan plan = asked.duePlan();
    DayLog log = facts.days();
    int today = facts.day();
    int due = Days.NONE;
    for (int edge = 0; edge < plan.edges(); edge++) {
      int from = log.indexFrom(Days.windowStart(today, plan.age(edge)));
      int first = log.firstWith(plan.counters(edge), from);
      if (first < log.size()) {
        due = Days.earlier(due, log.day(first) + plan.age(edge));
      }
    }
    if (facts.sentiment() != null) {
      for (int days : plan.sentimentWindows()) {
        due = earlierIfAfter(due, Days.of(facts.sentiment().atMillis()) + days, today);
      }
    }
    if (facts.knownSince() != Days.NONE && log.size() > 0) {
      for (int days : plan.lifeSpans()) {
        due = earlierIfAfter(due, facts.knownSince() + days - 1, today);
      }
    }
    return due;
  }

  private static int earlierIfAfter(int due, int day, int today) {
    return day > today ? Days.earlier(due, day) : due;
  }
}
