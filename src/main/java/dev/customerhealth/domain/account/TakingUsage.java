package dev.customerhealth.domain.account;

import dev.customerhealth.domain.signal.UsageSignal;

/** How facts of usage are taken in (E1 to E7, E14). */
final class TakingUsage {
  private static final int THOUSANDTHS = 1000;

  private TakingUsage() {}

  static AccountFacts take(AccountFacts facts, UsageSignal signal) {
    int on = Days.of(signal.occurredAt().toEpochMilli());
    DayLog days = facts.days();
    return switch (signal.kind()) {
      case LOGIN ->
          facts
              .counting(on, days.plus(on, Counter.LOGINS, 1), Reported.LOGINS)
              .withUser(signal.userId(), on);
      case SESSION -> session(facts, signal, on);
      case FEATURE_USED -> featureUsed(facts, signal, on);
      case SEAT_ASSIGNED -> facts.withAssignedSeats(1);
      case SEAT_REMOVED -> facts.withAssignedSeats(-1);
      case WORKFLOW_STARTED -> facts.counting(on, days.plus(on, Counter.WORKFLOWS_STARTED, 1));
      case WORKFLOW_COMPLETED -> facts.counting(on, days.plus(on, Counter.WORKFLOWS_COMPLETED, 1));
      case WORKFLOW_FAILED -> facts.counting(on, days.plus(on, Counter.WORKFLOWS_FAILED, 1));
      case API_CALL -> apiCalls(facts, signal, on);
      case INTEGRATION_CONNECTED, INTEGRATION_DISCONNECTED ->
          facts.withMatters(
              facts
                  .matters()
                  .withIntegrations(Integrations.after(facts.matters().integrations(), signal)),
              Reported.INTEGRATIONS);
      case DATA_QUALITY_MEASURED -> dataQuality(facts, signal, on);
      case TRAINING_ENROLLED, TRAINING_COMPLETED -> training(facts, signal, on);
    };
  }

  private static AccountFacts session(AccountFacts facts, UsageSignal signal, int on) {
    long seconds = Math.min(signal.durationSeconds(), AccountFacts.MAX_SECONDS_PER_EVENT);
    DayLog log = facts.days().plus(on, Counter.SESSIONS, 1, Counter.SESSION_SECONDS, seconds);
    AccountFacts counted =
        seconds > 0
            ? facts.counting(on, log, Reported.SESSIONS, Reported.SESSION_TIME)
            : facts.counting(on, log, Reported.SESSIONS);
    return counted.withUser(signal.userId(), on);
  }

  private static AccountFacts featureUsed(AccountFacts facts, UsageSignal signal, int on) {
    long uses = Math.min(signal.count(), AccountFacts.MAX_USES_PER_EVENT);
    if (uses <= 0) {
      return facts;
    }
    long seconds = Math.min(signal.durationSeconds(), AccountFacts.MAX_SECONDS_PER_EVENT);
    DayLog log =
        facts
            .days()
            .plus(on, Counter.FEATURE_USES, uses, Counter.FEATURE_SECONDS, seconds)
            .plus(on, Counter.ADVANCED_USES, signal.advanced() ? uses : 0);
    AccountFacts counted =
        seconds > 0
            ? facts.counting(on, log, Reported.FEATURES, Reported.FEATURE_TIME)
            : facts.counting(on, log, Reported.FEATURES);
    if (signal.advanced()) {
      counted = counted.counting(on, log, Reported.ADVANCED_FEATURES);
    }
    return counted.withUser(signal.userId(), on).withFeature(signal.subject(), on);
  }

  private static AccountFacts apiCalls(AccountFacts facts, UsageSignal signal, int on) {
    long calls = Math.min(signal.count(), AccountFacts.MAX_USES_PER_EVENT);
    return calls <= 0
        ? facts
        : facts.counting(on, facts.days().plus(on, Counter.API_CALLS, calls), Reported.API_CALLS);
  }

  private static AccountFacts dataQuality(AccountFacts facts, UsageSignal signal, int on) {
    if (Double.isNaN(signal.quality())) {
      return facts;
    }
    DayLog log =
        facts
            .days()
            .plus(on, Counter.DATA_QUALITY, Math.round(signal.quality() * THOUSANDTHS))
            .plus(on, Counter.DATA_QUALITY_MEASUREMENTS, 1);
    return facts.counting(on, log);
  }

  private static AccountFacts training(AccountFacts facts, UsageSignal signal, int on) {
    AccountFacts counted =
        facts.counting(on, facts.days().plus(on, Counter.TRAININGS, 1), Reported.TRAININGS);
    return signal.userId() == null
        ? counted
        : counted.withMatters(counted.matters().withTrainee(signal.userId(), facts.day() - on));
  }
}
