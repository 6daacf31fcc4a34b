package dev.customerhealth.topology;

import dev.customerhealth.domain.Outcome;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.portfolio.BookNews;
import dev.customerhealth.domain.portfolio.Standing;
import dev.customerhealth.domain.signal.AccountSignal;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import java.time.Duration;
import java.time.Instant;

/** What of a judgement the book of business is told. */
final class ToldBook {

  /** A tick that was said so long after its time tells a history. */
  private static final Duration LONG_AGO = Duration.ofDays(1);

  private ToldBook() {}

  /**
   * The signal where the book counts what it says; null for nearly all. An answer that is too late
   * for a score still restates its month; whether it is told again the book knows by itself.
   */
  static AccountSignal fact(Signal signal, Outcome outcome) {
    if (signal instanceof SubscriptionSignal told) {
      // What scores do not use, a chance to sell or a margin, the book does.
      return outcome == Outcome.DUPLICATE || told.kind().isAboutInvoice() ? null : told;
    }
    return signal instanceof SurveySignal told
            && (outcome == Outcome.SCORED || outcome == Outcome.LATE)
        ? told
        : null;
  }

  /**
   * News of an account; null when the book sees none.
   *
   * @param fact what happened; null when it is nothing the book counts
   */
  static BookNews news(Verdict verdict, AccountSignal fact) {
    Standing standing =
        verdict.changed() ? Standing.news(verdict.before().state(), verdict.after().state()) : null;
    boolean met = verdict.after().state().asOfMillis() != AccountState.NEVER;
    // Of an account of which nothing is known but an answer too late to be scored there is no book.
    return standing == null && (fact == null || (fact instanceof SurveySignal && !met))
        ? null
        : new BookNews.OfAccount(
            verdict.after().state().accountId(),
            standing,
            fact,
            verdict.after().state().asOfMillis());
  }

  /**
   * News of time.
   *
   * @param arrival when the tick was said, in milliseconds since 1970 UTC
   */
  static BookNews time(Instant time, long arrival) {
    return new BookNews.OfTime(time, arrival - time.toEpochMilli() > LONG_AGO.toMillis());
  }
}
