package dev.customerhealth.domain.account;

import dev.customerhealth.domain.signal.SentimentSignal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.UsageSignal;

/**
 * What is known to have happened to an account, within the windows that measures look at and the
 * earlier ones they compare with.
 *
 * <p>Every {@code after} returns this object itself when no measure uses what the fact says.
 *
 * @param day the account's current day, from which windows are counted; {@link Days#NONE} before
 *     the first fact
 * @param days counts per day
 * @param users who was active when
 * @param features which features were used when
 * @param matters what is followed one by one
 * @param sentiment the CSM's latest judgement; null when there was none
 * @param subscription what is bought
 * @param assignedSeats seats assigned minus seats removed
 * @param knownSince earliest day anything was counted for; {@link Days#NONE} before
 * @param reportedBits kinds of facts ever reported, a bit per {@link Reported}
 * @param retention how far back the account remembers
 */
public record AccountFacts(
    int day,
    DayLog days,
    DistinctDays users,
    DistinctDays features,
    Matters matters,
    CsmSentiment sentiment,
    Subscription subscription,
    long assignedSeats,
    int knownSince,
    int reportedBits,
    Retention retention) {

  /** Uses, or calls, counted for one event at most: one wild producer cannot overflow a sum. */
  public static final long MAX_USES_PER_EVENT = 1_000_000;

  /** Seconds counted for one event at most: a week. */
  public static final long MAX_SECONDS_PER_EVENT = 604_800;

  /** Minutes a ticket is taken to have waited at most: a year. */
  public static final long MAX_MINUTES_PER_TICKET = 525_600;

  /** Nothing is known. */
  public static final AccountFacts NONE =
      new AccountFacts(
          Days.NONE,
          DayLog.EMPTY,
          DistinctDays.none(DistinctDays.Kind.USERS),
          DistinctDays.none(DistinctDays.Kind.FEATURES),
          Matters.NONE,
          null,
          Subscription.UNKNOWN,
          0,
          Days.NONE,
          0,
          Retention.STANDARD);

  /** Whether this kind of fact was ever reported. */
  public boolean reported(Reported kind) {
    return (reportedBits & kind.bit()) != 0;
  }

  /** These facts on a later day: what no window reaches any more is forgotten. */
  public AccountFacts advancedTo(int newDay) {
    if (day != Days.NONE && newDay <= day) {
      return this;
    }
    boolean first = day == Days.NONE;
    return new AccountFacts(
        newDay,
        first ? days : days.on(newDay, retention.firstDay(newDay)),
        first ? users : users.advanced(newDay - day, newDay),
        first ? features : features.advanced(newDay - day, newDay),
        first ? matters : matters.advanced(newDay - day, newDay, retention),
        sentiment == null ? null : sentiment.on(newDay),
        subscription,
        assignedSeats,
        knownSince,
        reportedBits,
        retention.on(newDay));
  }

  /**
   * These facts, kept for so many days from now on; with fewer, what lies before them is forgotten.
   * To be asked before facts are advanced, so that it does not matter how late somebody asks.
   *
   * @param newDays as {@link Retention#days()}
   */
  public AccountFacts keeping(int newDays) {
    if (newDays == retention.days()) {
      return this;
    }
    boolean first = day == Days.NONE;
    Retention kept =
        first
            ? new Retention(newDays, Days.NONE)
            : retention.keeping(newDays, day, mayHaveForgotten());
    return new AccountFacts(
        day,
        first ? days : days.since(kept.firstDay(day)),
        users.keeping(newDays, day),
        features.keeping(newDays, day),
        matters.keeping(kept, day),
        sentiment,
        subscription,
        assignedSeats,
        knownSince,
        reportedBits,
        kept);
  }

  /**
   * Not when everything that was ever counted is still there. Of what is not counted by day nobody
   * knows when it began.
   */
  private boolean mayHaveForgotten() {
    int first = retention.firstDay(day);
    return retention.sinceDay() != Days.NONE
        || (knownSince != Days.NONE && knownSince < first)
        || reported(Reported.INVOICES)
        || reported(Reported.STAKEHOLDERS)
        || (matters.revenue().size() > 0 && matters.revenue().day(0) < first);
  }

  /** These facts and a fact of usage. */
  public AccountFacts after(UsageSignal signal) {
    return TakingUsage.take(this, signal);
  }

  /** These facts and a step of a ticket. */
  public AccountFacts after(TicketSignal signal) {
    return TakingSupport.take(this, signal);
  }

  /** These facts and an answer. */
  public AccountFacts after(SurveySignal signal) {
    return TakingAnswers.take(this, signal);
  }

  /** These facts and a fact of the relationship. */
  public AccountFacts after(SuccessSignal signal) {
    return TakingSuccess.take(this, signal);
  }

  /** These facts and a sentiment given by a person. */
  public AccountFacts after(SentimentSignal signal) {
    CsmSentiment told = CsmSentiment.of(signal).on(day);
    return told.standsAgainst(sentiment) ? withSentiment(told) : this;
  }

  /** These facts and a commercial fact. */
  public AccountFacts after(SubscriptionSignal signal) {
    return TakingContracts.take(this, signal);
  }

  /** With counts of a day, and kinds of facts that are reported. */
  AccountFacts counting(int on, DayLog log, Reported... kinds) {
    int since = knownSince == Days.NONE ? on : Math.min(knownSince, on);
    return new AccountFacts(
        day,
        log,
        users,
        features,
        matters,
        sentiment,
        subscription,
        assignedSeats,
        since,
        reportedBits | bits(kinds),
        retention);
  }

  /** With counts that say nothing about how long the account is known. */
  AccountFacts withDays(DayLog log) {
    return new AccountFacts(
        day,
        log,
        users,
        features,
        matters,
        sentiment,
        subscription,
        assignedSeats,
        knownSince,
        reportedBits,
        retention);
  }

  AccountFacts withUser(String userId, int on) {
    if (userId == null) {
      return this;
    }
    DistinctDays more = users.with(users.kind().hash(userId), day - on);
    return new AccountFacts(
        day,
        days,
        more,
        features,
        matters,
        sentiment,
        subscription,
        assignedSeats,
        knownSince,
        reportedBits | Reported.USERS.bit(),
        retention);
  }

  AccountFacts withFeature(String feature, int on) {
    if (feature == null) {
      return this;
    }
    DistinctDays more = features.with(features.kind().hash(feature), day - on);
    return new AccountFacts(
        day,
        days,
        users,
        more,
        matters,
        sentiment,
        subscription,
        assignedSeats,
        knownSince,
        reportedBits,
        retention);
  }

  AccountFacts withAssignedSeats(int change) {
    return new AccountFacts(
        day,
        days,
        users,
        features,
        matters,
        sentiment,
        subscription,
        assignedSeats + change,
        knownSince,
        reportedBits | Reported.SEATS.bit(),
        retention);
  }

  AccountFacts withSentiment(CsmSentiment told) {
    return new AccountFacts(
        day,
        days,
        users,
        features,
        matters,
        told,
        subscription,
        assignedSeats,
        knownSince,
        reportedBits,
        retention);
  }

  AccountFacts withSubscription(Subscription told) {
    return new AccountFacts(
        day,
        days,
        users,
        features,
        matters,
        sentiment,
        told,
        assignedSeats,
        knownSince,
        reportedBits,
        retention);
  }

  AccountFacts withMatters(Matters changed, Reported... kinds) {
    return new AccountFacts(
        day,
        days,
        users,
        features,
        changed,
        sentiment,
        subscription,
        assignedSeats,
        knownSince,
        reportedBits | bits(kinds),
        retention);
  }

  private static int bits(Reported... kinds) {
    int bits = 0;
    for (Reported kind : kinds) {
      bits |= kind.bit();
    }
    return bits;
  }
}
