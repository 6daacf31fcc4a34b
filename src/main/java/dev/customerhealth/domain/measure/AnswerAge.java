package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;

/**
 * How old the latest answer of a measure is. Only what somebody once said grows old: surveys,
 * sentiments, meetings. What is counted day by day has no age.
 */
public final class AnswerAge {
  /** Stands for no age: not an answer, or none within the longest window. */
  public static final int NONE = -1;

  private AnswerAge() {}

  /** Whether a measure is made of answers. */
  public static boolean isOf(WindowedMeasure measure) {
    return measure.measure() == Measure.CSM_SENTIMENT || answers(measure.measure()) != null;
  }

  /** Whole days since the latest answer; {@link #NONE} when there is none. */
  public static int days(AccountFacts facts, WindowedMeasure measure) {
    if (measure.measure() == Measure.CSM_SENTIMENT) {
      return facts.sentiment() == null
          ? NONE
          : Math.max(0, facts.day() - Days.of(facts.sentiment().atMillis()));
    }
    Counter counter = answers(measure.measure());
    if (counter == null) {
      return NONE;
    }
    DayLog log = facts.days();
    for (int i = log.size() - 1; i >= 0; i--) {
      if (log.count(counter, i) != 0) {
        return Math.max(0, facts.day() - log.day(i));
      }
    }
    return NONE;
  }

  private static Counter answers(Measure measure) {
    return switch (measure) {
      case NPS -> Counter.NPS_ANSWERS;
      case RESOLUTION_SATISFACTION -> Counter.CSAT_ANSWERS;
      case EXECUTIVE_ENGAGEMENT -> Counter.KEY_MEETINGS;
      case TICKET_SENTIMENT -> Counter.TICKETS_WITH_SENTIMENT;
      default -> null;
    };
  }
}
