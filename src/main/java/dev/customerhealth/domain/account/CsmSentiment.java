package dev.customerhealth.domain.account;

import dev.customerhealth.domain.signal.SentimentSignal;

/**
 * How the CSM judges the account.
 *
 * @param thousandths 0 (worst) to 1000 (best)
 * @param atMillis when it was judged
 * @param untilDay first day on which it does not hold any more; {@link Days#NONE} when only the
 *     windows of measures end it
 * @param commandId id of the command that gave it, so that its end can be recorded; null when it
 *     has no end of its own, or that end is past
 */
public record CsmSentiment(int thousandths, long atMillis, int untilDay, String commandId) {
  private static final int THOUSANDTHS = 1000;

  /** A judgement that only windows end. */
  public CsmSentiment(int thousandths, long atMillis) {
    this(thousandths, atMillis, Days.NONE, null);
  }

  /**
   * A judgement given by command. It holds for whole days, like everything a score is made of: to
   * the end of the day in which its end lies, never shorter than was said.
   */
  public static CsmSentiment of(SentimentSignal signal) {
    return new CsmSentiment(
        (int) Math.round(signal.sentiment() * THOUSANDTHS),
        signal.occurredAt().toEpochMilli(),
        signal.until() == null ? Days.NONE : Days.of(signal.until().toEpochMilli() - 1) + 1,
        signal.until() == null ? null : signal.eventId());
  }

  /** Whether it holds on a day. */
  public boolean holdsOn(int day) {
    return untilDay == Days.NONE || day < untilDay;
  }

  /** Whether its own end lies after a day, up to another one. */
  public boolean endsWithin(int afterDay, int upToDay) {
    return untilDay != Days.NONE && untilDay > afterDay && untilDay <= upToDay;
  }

  /** First day after a day on which it does not hold any more; {@link Days#NONE} when none is. */
  public int endAfter(int day) {
    return untilDay != Days.NONE && untilDay > day ? untilDay : Days.NONE;
  }

  /** This judgement on a day: once it has ended, who gave it is in the audit log alone. */
  CsmSentiment on(int day) {
    return commandId == null || holdsOn(day)
        ? this
        : new CsmSentiment(thousandths, atMillis, untilDay, null);
  }

  /**
   * Whether this judgement stands against the other: the later one, of the same time the worse, of
   * the same worth the one that says when it ends, and earlier.
   */
  boolean standsAgainst(CsmSentiment other) {
    if (other == null || atMillis != other.atMillis) {
      return other == null || atMillis > other.atMillis;
    }
    return thousandths != other.thousandths
        ? thousandths < other.thousandths
        : Days.earlier(untilDay, other.untilDay) != other.untilDay;
  }
}
