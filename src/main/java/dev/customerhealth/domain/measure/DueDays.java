package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.account.Matters;
import dev.customerhealth.domain.account.Register;
import dev.customerhealth.domain.account.RevenueHistory;
import dev.customerhealth.domain.account.Tickets;
import java.util.List;

/**
 * When a measure may change because time passes: the first day on which something counted leaves a
 * window, something followed falls due, or a comparison becomes possible. Between the current day
 * and that one every measure asked for stays what it is.
 */
public final class DueDays {
  private final AccountFacts facts;
  private final int today;
  private int due = Days.NONE;

  private DueDays(AccountFacts facts) {
    this.facts = facts;
    this.today = facts.day();
  }

  /**
   * First day after the facts' current day that may differ; {@link Days#NONE} when none will.
   *
   * @param profile who the account is; null when not known
   * @param asked the measures that matter
   */
  public static int next(AccountFacts facts, AccountProfile profile, AskedMeasures asked) {
    DueDays days = new DueDays(facts);
    days.counts(asked.duePlan());
    for (DuePlan.Watch watch : asked.duePlan().watches()) {
      days.watch(watch, profile);
    }
    return days.due;
  }

  private void counts(DuePlan plan) {
    DayLog log = facts.days();
    for (int edge = 0; edge < plan.edges(); edge++) {
      int from = log.indexFrom(Days.windowStart(today, plan.age(edge)));
      int first = log.firstWith(plan.counters(edge), from);
      if (first < log.size()) {
        on(log.day(first) + plan.age(edge));
      }
    }
    if (facts.knownSince() != Days.NONE) {
      for (int days : plan.lifeSpans()) {
        on(facts.knownSince() + days - 1);
      }
    }
    if (facts.retention().sinceDay() != Days.NONE) {
      for (int days : plan.longAges()) {
        on(facts.retention().sinceDay() + days - 1);
      }
    }
    Matters matters = facts.matters();
    on(facts.users().countedFromDay());
    on(facts.features().countedFromDay());
    on(matters.contacts().countedFromDay());
    on(matters.trainees().countedFromDay());
  }

  /** Something may change on a day, if that is still to come. */
  private void on(int day) {
    if (day > today) {
      due = Days.earlier(due, day);
    }
  }

  private void onEach(int day, List<Integer> ages) {
    if (day != Days.NONE) {
      for (int i = 0; i < ages.size(); i++) {
        on(day + ages.get(i));
      }
    }
  }

  private void watch(DuePlan.Watch watch, AccountProfile profile) {
    switch (watch.what()) {
      case SENTIMENT -> {
        if (facts.sentiment() != null) {
          onEach(Days.of(facts.sentiment().atMillis()), watch.ages());
          on(facts.sentiment().untilDay());
        }
      }
      case ABANDONED_TICKETS -> tickets();
      case GOALS_DUE -> goalsDue();
      case GOALS_SETTLED -> goalsSettled(watch.ages());
      case INVOICES -> invoices(watch.ages());
      case DAYS_OVERDUE -> {
        int oldest = CommercialMeasures.oldestUnpaid(facts.matters().invoices());
        if (oldest != Days.NONE) {
          on(Math.max(today, oldest) + 1);
        }
      }
      case REVENUE -> revenue(watch.ages());
      case RENEWED -> onEach(facts.matters().renewedDay(), watch.ages());
      case TERM_END -> {
        int end = Lifecycle.renewalDay(facts, profile);
        on(end == Days.NONE ? end : end + 1);
      }
      case COUNTDOWN -> {
        if (Lifecycle.renewalDay(facts, profile) != Days.NONE) {
          on(today + 1);
        }
      }
      case TENURE -> {
        if (profile != null && profile.contractStart() != null) {
          on(today + 1);
        }
      }
      case FIRST_VALUE -> {
        if (profile != null
            && profile.contractStart() != null
            && facts.matters().firstValueDay() == Days.NONE) {
          on(today + 1);
        }
      }
      case SILENCE -> {
        if (UsageMeasures.isReported(facts) && UsageMeasures.daysSilent(facts) < Days.KEPT) {
          on(today + 1);
        }
      }
      case STAKEHOLDERS -> stakeholders(watch.ages());
    }
  }

  private void stakeholders(List<Integer> ages) {
    Register people = facts.matters().stakeholders();
    for (int i = 0; i < people.size(); i++) {
      onEach(people.item(i).atDay(), ages);
    }
  }

  private void tickets() {
    Register tickets = facts.matters().tickets();
    for (int i = 0; i < tickets.size(); i++) {
      if (!tickets.item(i).is(Register.SETTLED)) {
        on(tickets.item(i).atDay() + Tickets.ABANDONED_AFTER_DAYS);
      }
    }
  }

  private void goalsDue() {
    Register goals = facts.matters().goals();
    for (int i = 0; i < goals.size(); i++) {
      Register.Item goal = goals.item(i);
      if (!goal.is(Register.SETTLED) && goal.day() != Days.NONE) {
        on(goal.day() + 1);
      }
    }
  }

  private void goalsSettled(List<Integer> ages) {
    Register goals = facts.matters().goals();
    for (int i = 0; i < goals.size(); i++) {
      onEach(GoalMeasures.settledOn(goals.item(i), today), ages);
    }
  }

  private void invoices(List<Integer> ages) {
    Register invoices = facts.matters().invoices();
    for (int i = 0; i < invoices.size(); i++) {
      int day = invoices.item(i).day();
      if (day != Days.NONE) {
        on(day);
        on(day + 1);
        onEach(day, ages);
      }
    }
  }

  private void revenue(List<Integer> ages) {
    RevenueHistory revenue = facts.matters().revenue();
    for (int i = 0; i < revenue.size(); i++) {
      onEach(revenue.day(i), ages);
    }
  }
}
