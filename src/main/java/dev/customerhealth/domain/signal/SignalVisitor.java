package dev.customerhealth.domain.signal;

/**
 * One answer per kind of signal. A new kind does not compile until everybody who treats signals has
 * said what it means to them.
 *
 * @param <R> the answer
 */
public interface SignalVisitor<R> {
  /** A user did something. */
  R usage(UsageSignal signal);

  /** A ticket took a step. */
  R ticket(TicketSignal signal);

  /** A survey was answered. */
  R survey(SurveySignal signal);

  /** A commercial fact. */
  R subscription(SubscriptionSignal signal);

  /** Something was done for the relationship. */
  R success(SuccessSignal signal);

  /** A person set a score or band for a while, or ended what was set. */
  R override(OverrideSignal signal);

  /** A person gave a sentiment. */
  R sentiment(SentimentSignal signal);

  /** A person did something about an alert. */
  R alert(AlertSignal signal);

  /** Who the account is. */
  R profile(ProfileSignal signal);

  /** The profile was removed. */
  R profileRemoved(ProfileRemoved signal);

  /** Nothing happened until now. */
  R timePassed(TimePassed signal);
}
