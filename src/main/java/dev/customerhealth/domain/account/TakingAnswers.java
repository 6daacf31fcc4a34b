package dev.customerhealth.domain.account;

import dev.customerhealth.domain.signal.SurveySignal;

/**
 * How answers to surveys are taken in (E9). An NPS answer of 9 or 10 in 10 promotes and one of 6 or
 * less detracts; a CSAT answer satisfies from 4 of 5, which is three quarters up the scale (6 of 7
 * is too, 5 of 7 is not); a CES answer is brought to a scale of 1 (easy) to 7.
 */
final class TakingAnswers {
  private static final double PROMOTER_FROM = 0.9;
  private static final double DETRACTOR_TO = 0.6;
  private static final double SATISFIED_FROM = 0.75;
  private static final double TOLERANCE = 1e-9;
  private static final double HARDEST = 7;
  private static final double EFFORT_RANGE = 6;
  private static final int THOUSANDTHS = 1000;

  private TakingAnswers() {}

  static AccountFacts take(AccountFacts facts, SurveySignal signal) {
    int on = Days.of(signal.occurredAt().toEpochMilli());
    DayLog days = facts.days();
    double goodness = signal.goodness();
    return switch (signal.kind()) {
      case NPS -> {
        DayLog log = days.plus(on, Counter.NPS_ANSWERS, 1);
        if (goodness >= PROMOTER_FROM - TOLERANCE) {
          log = log.plus(on, Counter.NPS_PROMOTERS, 1);
        } else if (goodness <= DETRACTOR_TO + TOLERANCE) {
          log = log.plus(on, Counter.NPS_DETRACTORS, 1);
        }
        yield facts.counting(on, log);
      }
      case CSAT -> {
        long satisfied = goodness >= SATISFIED_FROM - TOLERANCE ? 1 : 0;
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
              days.plus(on, Counter.CES_ANSWERS, 1)
                  .plus(
                      on,
                      Counter.CES_EFFORT,
                      Math.round((HARDEST - EFFORT_RANGE * goodness) * THOUSANDTHS)));
    };
  }
}
