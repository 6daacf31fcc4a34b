package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Goals;
import dev.customerhealth.domain.account.Matters;
import dev.customerhealth.domain.account.Register;

/**
 * How old the latest fact is that a measure was made of: the last login, the last step of a ticket,
 * the last answer. Asked only for scores that are told, of what the account remembers anyway. Dates
 * of the contract, which hold until another is told, have no age.
 *
 * <p>What it says must not depend on how long an account remembers, or a shadow model that asks for
 * a year would change what is told live: it looks back as far as every account does.
 */
public final class FactAge {
  /** Stands for no age: a measure that has none, or no fact within what is remembered. */
  public static final int NONE = AnswerAge.NONE;

  /** Items of a register whatever they are. */
  private static final int ANY = 0;

  private FactAge() {}

  /** Whole UTC days from the latest fact to the facts' current day; {@link #NONE} without. */
  public static int days(AccountFacts facts, WindowedMeasure measure) {
    Matters matters = facts.matters();
    return switch (measure.measure()) {
      case CONTRACT_STATUS, DAYS_TO_RENEWAL, TENURE -> NONE;
      case CSM_SENTIMENT -> AnswerAge.days(facts, measure);
      case DAYS_SILENT -> counted(facts, measure, UsageMeasures.USAGE);
      case OPEN_TICKETS, OPEN_ESCALATIONS, OPEN_CRITICAL_ESCALATIONS ->
          followed(facts, matters.tickets(), Days.LONGEST_WINDOW);
      case INTEGRATIONS -> followed(facts, matters.integrations(), Days.LONGEST_WINDOW);
      case KEY_PEOPLE_LOST -> people(facts, matters);
      case KEY_PEOPLE_QUIET, CHAMPION_STRENGTH ->
          younger(people(facts, matters), counted(facts, measure, counters(measure)));
      case PAYMENT_ON_TIME, DAYS_OVERDUE -> followed(facts, matters.invoices(), Days.KEPT);
      case GOAL_ACHIEVEMENT, GOALS_OVERDUE, ROI_REALISED, BUSINESS_IMPACT ->
          latest(facts, matters.goals(), ANY, Days.NONE);
      case SUCCESS_PLAN_VELOCITY -> latest(facts, matters.goals(), Goals.PLAN_GOAL, Days.NONE);
      case MILESTONE_COMPLETION -> latest(facts, matters.goals(), Goals.VALUE_MILESTONE, Days.NONE);
      case ONBOARDING_COMPLETION ->
          latest(facts, matters.goals(), Goals.ONBOARDING_STEP, Days.NONE);
      case TIME_TO_FIRST_VALUE, WAITING_FOR_VALUE -> since(facts, matters.firstValueDay());
      case CONTRACT_GROWTH -> {
        int entry = matters.revenue().atEndOf(facts.day());
        yield entry < 0 ? NONE : since(facts, matters.revenue().day(entry));
      }
      default -> counted(facts, measure, counters(measure));
    };
  }

  private static long counters(WindowedMeasure measure) {
    return MeasureInputs.of(measure.measure()).counters();
  }

  /** The last day on which any of some counters counted. */
  private static int counted(AccountFacts facts, WindowedMeasure measure, long counters) {
    int last = facts.days().lastWith(counters);
    int age = last < 0 ? NONE : since(facts, facts.days().day(last));
    return age >= Days.KEPT && measure.windowDays() <= Days.LONGEST_WINDOW ? NONE : age;
  }

  private static int people(AccountFacts facts, Matters matters) {
    return followed(facts, matters.stakeholders(), Days.LONGEST_WINDOW);
  }

  /** The latest news of things of which those that are settled are forgotten after some days. */
  private static int followed(AccountFacts facts, Register things, int daysKept) {
    return latest(facts, things, ANY, Days.windowStart(facts.day(), daysKept));
  }

  private static int latest(AccountFacts facts, Register things, int kind, int settledSince) {
    int latest = Days.NONE;
    for (int i = 0; i < things.size(); i++) {
      Register.Item thing = things.item(i);
      boolean remembered =
          !thing.is(Register.SETTLED) || Math.max(thing.atDay(), thing.day()) >= settledSince;
      if (remembered && (kind == ANY || thing.is(kind))) {
        latest = Math.max(latest, thing.newsDay());
      }
    }
    return since(facts, latest);
  }

  private static int since(AccountFacts facts, int day) {
    return day == Days.NONE ? NONE : Math.max(0, facts.day() - day);
  }

  private static int younger(int one, int other) {
    return one == NONE || other == NONE ? Math.max(one, other) : Math.min(one, other);
  }
}
