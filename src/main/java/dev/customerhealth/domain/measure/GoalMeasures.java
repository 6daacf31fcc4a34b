package dev.customerhealth.domain.measure;

import static dev.customerhealth.domain.measure.Reading.MISSING;
import static dev.customerhealth.domain.measure.Reading.ONE;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Goals;
import dev.customerhealth.domain.account.Register;
import dev.customerhealth.domain.account.Reported;
import java.math.BigDecimal;

/** How goals, milestones and onboarding steps are read. */
final class GoalMeasures {
  /** Days for which a settled goal still says how fast a plan goes. */
  static final int VELOCITY_DAYS = 90;

  private static final BigDecimal DAYS_PER_YEAR = BigDecimal.valueOf(365);
  private static final BigDecimal MONTHS_PER_YEAR = BigDecimal.valueOf(12);

  private GoalMeasures() {}

  static long achievement(Reading reading, Window window) {
    Register goals = goals(reading);
    long settled = 0;
    long achieved = 0;
    for (int i = 0; i < goals.size(); i++) {
      Register.Item goal = goals.item(i);
      if (!goal.is(Goals.ONBOARDING_STEP)
          && reading.within(settledOn(goal, reading.today()), window)) {
        settled++;
        achieved += goal.is(Goals.ACHIEVED) ? 1 : 0;
      }
    }
    return Reading.share(achieved, settled);
  }

  /** The day a goal was achieved, missed or fell due without either; none while it is open. */
  static int settledOn(Register.Item goal, int today) {
    if (goal.is(Register.SETTLED)) {
      return goal.atDay();
    }
    return isOverdue(goal, today) ? goal.day() : Days.NONE;
  }

  private static boolean isOverdue(Register.Item goal, int today) {
    return !goal.is(Register.SETTLED) && goal.day() != Days.NONE && goal.day() < today;
  }

  /** Without a goal there is none to be late. */
  static long overdue(Reading reading) {
    Register goals = goals(reading);
    long overdue = 0;
    for (int i = 0; i < goals.size(); i++) {
      overdue += isOverdue(goals.item(i), reading.today()) ? 1 : 0;
    }
    return goals.size() == 0 ? MISSING : overdue * ONE;
  }

  static long velocity(Reading reading, Window window) {
    if (window.days() > 0) {
      return achieved(reading, window, Goals.PLAN_GOAL);
    }
    Register goals = goals(reading);
    int today = reading.today();
    long counted = 0;
    long onTrack = 0;
    for (int i = 0; i < goals.size(); i++) {
      Register.Item goal = goals.item(i);
      boolean settled = goal.is(Register.SETTLED);
      boolean lately = !settled || goal.atDay() >= Days.windowStart(today, VELOCITY_DAYS);
      if (goal.is(Goals.PLAN_GOAL) && lately) {
        counted++;
        onTrack += settled ? achieved(goal) : isOverdue(goal, today) ? 0 : 1;
      }
    }
    return Reading.share(onTrack, counted);
  }

  private static int achieved(Register.Item goal) {
    return goal.is(Goals.ACHIEVED) ? 1 : 0;
  }

  /** Of the goals of a kind that were achieved or missed, or fell due, within a window. */
  private static long achieved(Reading reading, Window window, int kind) {
    Register goals = goals(reading);
    long settled = 0;
    long achieved = 0;
    for (int i = 0; i < goals.size(); i++) {
      Register.Item goal = goals.item(i);
      if (goal.is(kind) && reading.within(settledOn(goal, reading.today()), window)) {
        settled++;
        achieved += achieved(goal);
      }
    }
    return Reading.share(achieved, settled);
  }

  static long milestones(Reading reading, Window window) {
    if (window.days() > 0) {
      return achieved(reading, window, Goals.VALUE_MILESTONE);
    }
    Register goals = goals(reading);
    long counted = 0;
    long achieved = 0;
    for (int i = 0; i < goals.size(); i++) {
      Register.Item goal = goals.item(i);
      if (goal.is(Goals.VALUE_MILESTONE)
          && (goal.is(Register.SETTLED) || isOverdue(goal, reading.today()))) {
        counted++;
        achieved += achieved(goal);
      }
    }
    return Reading.share(achieved, counted);
  }

  static long onboarding(Reading reading, Window window) {
    if (window.days() > 0) {
      return achieved(reading, window, Goals.ONBOARDING_STEP);
    }
    Register goals = goals(reading);
    long steps = 0;
    long achieved = 0;
    for (int i = 0; i < goals.size(); i++) {
      Register.Item goal = goals.item(i);
      if (goal.is(Goals.ONBOARDING_STEP)) {
        steps++;
        achieved += achieved(goal);
      }
    }
    return Reading.share(achieved, steps);
  }

  /**
   * Until the first milestone is achieved, the days that passed so far: a customer who waits for
   * ever is no gap in the data. Where nobody ever speaks of milestones there is no data.
   */
  static long timeToFirstValue(Reading reading) {
    if (reading.profile() == null || reading.profile().contractStart() == null) {
      return MISSING;
    }
    int first = reading.matters().firstValueDay();
    if (first == Days.NONE && !reading.reported(Reported.VALUE_MILESTONES)) {
      return MISSING;
    }
    long until = first == Days.NONE ? reading.today() : first;
    return Math.max(0, until - reading.profile().contractStart().toEpochDay()) * ONE;
  }

  /** Unlike the time to first value it ends with it: nobody waits any more. */
  static long waitingForValue(Reading reading) {
    return reading.matters().firstValueDay() == Days.NONE ? timeToFirstValue(reading) : 0;
  }

  /** Only value told in the currency the customer pays in can be set against the price. */
  static long roi(Reading reading, Window window) {
    Price price = Price.of(reading);
    if (price == null || price.yearly().signum() == 0) {
      return MISSING;
    }
    Register goals = goals(reading);
    BigDecimal value = BigDecimal.ZERO;
    boolean told = false;
    for (int i = 0; i < goals.size(); i++) {
      Register.Item goal = goals.item(i);
      if (goal.amountAt() != Days.NONE && goal.currency() == price.currency()) {
        told = true;
        if (goal.is(Goals.ACHIEVED) && reading.within(goal.atDay(), window)) {
          value = value.add(BigDecimal.valueOf(goal.amount()));
        }
      }
    }
    return told
        ? Reading.share(
            value.multiply(DAYS_PER_YEAR),
            price.yearly().multiply(BigDecimal.valueOf(window.days())))
        : MISSING;
  }

  /** Values in several currencies cannot be added: then there is no data. */
  static long businessImpact(Reading reading, Window window) {
    Register goals = goals(reading);
    BigDecimal value = BigDecimal.ZERO;
    BigDecimal whole = BigDecimal.ZERO;
    int currency = 0;
    boolean first = true;
    for (int i = 0; i < goals.size(); i++) {
      Register.Item goal = goals.item(i);
      if (goal.amountAt() != Days.NONE
          && reading.within(settledOn(goal, reading.today()), window)) {
        if (!first && goal.currency() != currency) {
          return MISSING;
        }
        first = false;
        currency = goal.currency();
        BigDecimal worth = BigDecimal.valueOf(goal.amount());
        whole = whole.add(worth);
        value = goal.is(Goals.ACHIEVED) ? value.add(worth) : value;
      }
    }
    return whole.signum() == 0 ? MISSING : Reading.share(value, whole);
  }

  private static Register goals(Reading reading) {
    return reading.matters().goals();
  }

  /** What the customer pays in a year: by the subscription, else by the profile. */
  private record Price(BigDecimal yearly, int currency) {
    static Price of(Reading reading) {
      Long monthly = reading.subscription().mrrMinor();
      if (monthly != null) {
        return new Price(
            BigDecimal.valueOf(monthly).multiply(MONTHS_PER_YEAR),
            Register.currency(reading.subscription().currency()));
      }
      return reading.profile() == null || reading.profile().arrMinor() == null
          ? null
          : new Price(
              BigDecimal.valueOf(reading.profile().arrMinor()),
              Register.currency(reading.profile().currency()));
    }
  }
}
