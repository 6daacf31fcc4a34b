package dev.customerhealth.domain.account;

import dev.customerhealth.domain.signal.SurveySignal;

/** How answers to surveys are taken in (E9); what an answer says is with {@link SurveySignal}. */
final class TakingAnswers {
  private TakingAnswers() {}

  static AccountFacts take(AccountFacts facts, SurveySignal signal) {
    int on = Days.of(signal.occurredAt().toEpochMilli());
    DayLog days = facts.days();
    return switch (signal.kind()) {
      case NPS -> {
        DayLog log = days.plus(on, Counter.NPS_ANSWERS, 1);
        if (signal.promotes()) {
          log = log.plus(on, Counter.NPS_PROMOTERS, 1);
        } else if (signal.detracts()) {
          log = log.plus(on, Counter.NPS_DETRACTORS, 1);
        }
        yield facts.counting(on, log);
      }
      case CSAT -> {
        long satisfied = signal.satisfied() ? 1 : 0;
        boolean resolution = signal.aboutResolution();
        yield facts.counting(
            on,
            days.plus(on, resolution ? Counter.CSAT_ANSWERS : Counter.OTHER_CSAT_ANSWERS, 1)
                .plus(
                    on,
                    resolution ? Counter.CSAT_SATISFIED : Counter.OTHER_CSAT_SATISFIED,
                    satisfied));
      }
      case CES ->
          facts.counting(
              on,
              days.plus(on, Counter.CES_ANSWERS, 1).plus(on, Counter.CES_EFFORT, signal.effort()));
    };
  }
}
