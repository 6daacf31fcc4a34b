package dev.customerhealth.domain.account;

import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.UsageSignal;

/**
 * What is known to have happened to an account, within the windows that measures look at.
 *
 * <p>Every {@code after} returns this object itself when the fact says nothing that any measure of
 * this version uses.
 *
 * @param day the account's current day, from which windows are counted; {@link Days#NONE} before
 *     the first fact
 * @param days counts per day
 * @param users who was active when
 * @param features which features were used
 * @param sentiment the CSM's latest judgement; null when there was none
 * @param subscription what is bought
 * @param assignedSeats seats assigned minus seats removed
 * @param knownSince earliest day anything was counted for; {@link Days#NONE} before
 * @param reportedBits kinds of facts ever reported, a bit per {@link Reported}
 */
public record AccountFacts(
    int day,
    DayLog days,
    UserActivity users,
    FeatureUse features,
    CsmSentiment sentiment,
    Subscription subscription,
    long assignedSeats,
    int knownSince,
    int reportedBits) {

  /** Uses counted for one event at most: one wild producer cannot overflow a sum. */
  public static final long MAX_USES_PER_EVENT = 1_000_000;

  /** Seconds counted for one event at most: a week. */
  public static final long MAX_SECONDS_PER_EVENT = 604_800;

  private static final int THOUSANDTHS = 1000;
  private static final double PROMOTER_FROM = 0.9;
  private static final double DETRACTOR_TO = 0.6;
  private static final double SATISFIED_FROM = 0.75;
  private static final double TOLERANCE = 1e-9;

  /** Nothing is known. */
  public static final AccountFacts NONE =
      new AccountFacts(
          Days.NONE,
          DayLog.EMPTY,
          UserActivity.NONE,
          FeatureUse.NONE,
          null,
          Subscription.UNKNOWN,
          0,
          Days.NONE,
          0);

  /** Whether this kind of fact was ever reported. */
  public boolean reported(Reported kind) {
    return (reportedBits & kind.bit()) != 0;
  }

  /** These facts on a later day: what no window reaches any more is forgotten. */
  public AccountFacts advancedTo(int newDay) {
    if (day == Days.NONE) {
      return new AccountFacts(
          newDay,
          days,
          users,
          features,
          sentiment,
          subscription,
          assignedSeats,
          knownSince,
          reportedBits);
    }
    if (newDay <= day) {
      return this;
    }
    return new AccountFacts(
        newDay,
        days.since(Days.windowStart(newDay, Days.LONGEST_WINDOW)),
        users.advanced(newDay - day, newDay),
        features.since(Days.windowStart(newDay, FeatureUse.DAYS_KEPT)),
        sentiment,
        subscription,
        assignedSeats,
        knownSince,
        reportedBits);
  }

  /** These facts and a fact of usage. */
  public AccountFacts after(UsageSignal signal) {
    int on = Days.of(signal.occurredAt().toEpochMilli());
    return switch (signal.kind()) {
      case LOGIN ->
          counted(on, days.plus(on, Counter.LOGINS, 1), reportedBits | Reported.LOGINS.bit())
              .withUser(signal.userId(), on);
      case SESSION -> session(signal, on);
      case FEATURE_USED -> featureUsed(signal, on);
      case SEAT_ASSIGNED -> withAssignedSeats(1);
      case SEAT_REMOVED -> withAssignedSeats(-1);
      case WORKFLOW_STARTED,
          WORKFLOW_COMPLETED,
          WORKFLOW_FAILED,
          API_CALL,
          INTEGRATION_CONNECTED,
          INTEGRATION_DISCONNECTED,
          DATA_QUALITY_MEASURED,
          TRAINING_ENROLLED,
          TRAINING_COMPLETED ->
          this;
    };
  }

  private AccountFacts session(UsageSignal signal, int on) {
    long seconds = Math.min(signal.durationSeconds(), MAX_SECONDS_PER_EVENT);
    int reports =
        Reported.SESSIONS.bit() | (seconds > 0 ? Reported.SESSION_TIME.bit() : 0) | reportedBits;
    DayLog log = days.plus(on, Counter.SESSIONS, 1).plus(on, Counter.SESSION_SECONDS, seconds);
    return counted(on, log, reports).withUser(signal.userId(), on);
  }

  private AccountFacts featureUsed(UsageSignal signal, int on) {
    long uses = Math.min(signal.count(), MAX_USES_PER_EVENT);
    if (uses <= 0) {
      return this;
    }
    long seconds = Math.min(signal.durationSeconds(), MAX_SECONDS_PER_EVENT);
    int reports =
        Reported.FEATURES.bit() | (seconds > 0 ? Reported.FEATURE_TIME.bit() : 0) | reportedBits;
    DayLog log =
        days.plus(on, Counter.FEATURE_USES, uses).plus(on, Counter.FEATURE_SECONDS, seconds);
    return counted(on, log, reports)
        .withUser(signal.userId(), on)
        .withFeature(signal.subject(), on);
  }

  /** These facts and a step of a ticket. */
  public AccountFacts after(TicketSignal signal) {
    boolean opened = signal.step() == TicketSignal.Step.OPENED;
    boolean toned = !Double.isNaN(signal.sentiment());
    if (!opened && !toned) {
      return this;
    }
    int on = Days.of(signal.occurredAt().toEpochMilli());
    DayLog log = opened ? days.plus(on, Counter.TICKETS_OPENED, 1) : days;
    if (toned) {
      log =
          log.plus(on, Counter.TICKETS_WITH_SENTIMENT, 1)
              .plus(on, Counter.TICKET_SENTIMENT, Math.round(signal.sentiment() * THOUSANDTHS));
    }
    return counted(on, log, reportedBits);
  }

  /**
   * These facts and an answer. An NPS answer of 9 or 10 in 10 promotes and one of 6 or less
   * detracts; a CSAT answer satisfies from 4 of 5, which is three quarters up the scale (6 of 7 is
   * too, 5 of 7 is not).
   */
  public AccountFacts after(SurveySignal signal) {
    int on = Days.of(signal.occurredAt().toEpochMilli());
    double goodness = signal.goodness();
    return switch (signal.kind()) {
      case NPS -> {
        DayLog log = days.plus(on, Counter.NPS_ANSWERS, 1);
        if (goodness >= PROMOTER_FROM - TOLERANCE) {
          log = log.plus(on, Counter.NPS_PROMOTERS, 1);
        } else if (goodness <= DETRACTOR_TO + TOLERANCE) {
          log = log.plus(on, Counter.NPS_DETRACTORS, 1);
        }
        yield counted(on, log, reportedBits);
      }
      case CSAT -> {
        DayLog log = days.plus(on, Counter.CSAT_ANSWERS, 1);
        if (goodness >= SATISFIED_FROM - TOLERANCE) {
          log = log.plus(on, Counter.CSAT_SATISFIED, 1);
        }
        yield counted(on, log, reportedBits);
      }
      case CES -> this;
    };
  }

  /** These facts and a fact of the relationship. */
  public AccountFacts after(SuccessSignal signal) {
    long at = signal.occurredAt().toEpochMilli();
    int on = Days.of(at);
    AccountFacts facts = this;
    if (signal.sponsorAttendance() != null) {
      DayLog log =
          days.plus(on, Counter.KEY_MEETINGS, 1)
              .plus(on, Counter.SPONSOR_POINTS, signal.sponsorAttendance().points());
      facts = counted(on, log, reportedBits);
    }
    if (signal.kind() == SuccessSignal.Kind.SENTIMENT_RECORDED
        && !Double.isNaN(signal.sentiment())) {
      CsmSentiment told = new CsmSentiment((int) Math.round(signal.sentiment() * THOUSANDTHS), at);
      if (told.standsAgainst(sentiment)) {
        facts = facts.withSentiment(told);
      }
    }
    return facts;
  }

  /** These facts and a commercial fact. */
  @SuppressWarnings("ReferenceEquality") // the same object is how "nothing new" is said
  public AccountFacts after(SubscriptionSignal signal) {
    Subscription told = subscription.after(signal);
    return told == subscription
        ? this
        : new AccountFacts(
            day, days, users, features, sentiment, told, assignedSeats, knownSince, reportedBits);
  }

  private AccountFacts counted(int on, DayLog log, int reports) {
    int since = knownSince == Days.NONE ? on : Math.min(knownSince, on);
    return new AccountFacts(
        day, log, users, features, sentiment, subscription, assignedSeats, since, reports);
  }

  private AccountFacts withUser(String userId, int on) {
    if (userId == null) {
      return this;
    }
    return new AccountFacts(
        day,
        days,
        users.with(UserActivity.hash(userId), day - on),
        features,
        sentiment,
        subscription,
        assignedSeats,
        knownSince,
        reportedBits | Reported.USERS.bit());
  }

  private AccountFacts withFeature(String feature, int on) {
    if (feature == null || on < Days.windowStart(day, FeatureUse.DAYS_KEPT)) {
      return this;
    }
    return new AccountFacts(
        day,
        days,
        users,
        features.with(FeatureUse.hash(feature), on),
        sentiment,
        subscription,
        assignedSeats,
        knownSince,
        reportedBits);
  }

  private AccountFacts withAssignedSeats(int change) {
    return new AccountFacts(
        day,
        days,
        users,
        features,
        sentiment,
        subscription,
        assignedSeats + change,
        knownSince,
        reportedBits | Reported.SEATS.bit());
  }

  private AccountFacts withSentiment(CsmSentiment told) {
    return new AccountFacts(
        day, days, users, features, told, subscription, assignedSeats, knownSince, reportedBits);
  }
}
