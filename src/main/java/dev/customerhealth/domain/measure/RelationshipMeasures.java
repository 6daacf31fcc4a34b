package dev.customerhealth.domain.measure;

import static dev.customerhealth.domain.measure.Reading.MISSING;
import static dev.customerhealth.domain.measure.Reading.PERCENT;

import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.CsmSentiment;
import dev.customerhealth.domain.account.Days;

/** How answers, judgements and meetings are read. */
final class RelationshipMeasures {
  private static final int BEST_ATTENDANCE = 2;

  private RelationshipMeasures() {}

  static long nps(Reading reading, Window window) {
    long answers = reading.sum(Counter.NPS_ANSWERS, window);
    long net =
        reading.sum(Counter.NPS_PROMOTERS, window) - reading.sum(Counter.NPS_DETRACTORS, window);
    return answers == 0 ? MISSING : Reading.ratio(net * PERCENT, answers);
  }

  static long resolutionSatisfaction(Reading reading, Window window) {
    return Reading.share(
        reading.sum(Counter.CSAT_SATISFIED, window), reading.sum(Counter.CSAT_ANSWERS, window));
  }

  static long csmSentiment(Reading reading, Window window) {
    CsmSentiment sentiment = reading.facts().sentiment();
    if (sentiment == null
        || Days.of(sentiment.atMillis()) < reading.facts().day() - window.startAge()) {
      return MISSING;
    }
    return sentiment.thousandths() * PERCENT;
  }

  static long executiveEngagement(Reading reading, Window window) {
    return Reading.share(
        reading.sum(Counter.SPONSOR_POINTS, window),
        BEST_ATTENDANCE * reading.sum(Counter.KEY_MEETINGS, window));
  }
}
