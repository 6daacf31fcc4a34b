package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;

/**
 * How old the latest answer of a measure is. Only what somebody once said grows old: surveys,
 * sentiments, meetings. What is counted day by day has no age.
 */
public final class AnswerAge {
  /** Stands for no age: not an answer, or none within the longest window. */
  public static final int NONE = -1;

  /** Told apart once: the shipped models ask for three of these ages at every judgement. */
  private static final long NPS = counters(Measure.NPS);

  private static final long CSAT = counters(Measure.CSAT);
  private static final long CES = counters(Measure.CES);
  private static final long RESOLUTION_SATISFACTION = counters(Measure.RESOLUTION_SATISFACTION);
  private static final long EXECUTIVE_ENGAGEMENT = counters(Measure.EXECUTIVE_ENGAGEMENT);
  private static final long TICKET_SENTIMENT = counters(Measure.TICKET_SENTIMENT);

  private AnswerAge() {}

  /** Whether a measure is made of answers. */
  public static boolean isOf(WindowedMeasure measure) {
    return measure.measure() == Measure.CSM_SENTIMENT || answers(measure.measure()) != 0;
  }

  /** Whole days since the latest answer; {@link #NONE} when there is none. */
  public static int days(AccountFacts facts, WindowedMeasure measure) {
    if (measure.measure() == Measure.CSM_SENTIMENT) {
      return facts.sentiment() == null
          ? NONE
          : Math.max(0, facts.day() - Days.of(facts.sentiment().atMillis()));
    }
    long counters = answers(measure.measure());
    if (counters == 0) {
      return NONE;
    }
    DayLog log = facts.days();
    int latest = log.lastWith(counters);
    if (latest < 0) {
      return NONE;
    }
    int age = Math.max(0, facts.day() - log.day(latest));
    // An account that remembers longer for another model is not looked at more often for it.
    return age >= Days.KEPT && measure.windowDays() <= Days.LONGEST_WINDOW ? NONE : age;
  }

  /** A bit per counter of a measure's answers; 0 when it is not made of answers. */
  private static long answers(Measure measure) {
    return switch (measure) {
      case NPS -> NPS;
      case CSAT -> CSAT;
      case CES -> CES;
      case RESOLUTION_SATISFACTION -> RESOLUTION_SATISFACTION;
      case EXECUTIVE_ENGAGEMENT -> EXECUTIVE_ENGAGEMENT;
      case TICKET_SENTIMENT -> TICKET_SENTIMENT;
      default -> 0;
    };
  }

  private static long counters(Measure measure) {
    return MeasureInputs.of(measure).counters();
  }
}
