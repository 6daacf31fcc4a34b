package dev.customerhealth.domain.measure;

import static dev.customerhealth.domain.measure.Reading.MISSING;
import static dev.customerhealth.domain.measure.Reading.PERCENT;
import static dev.customerhealth.domain.measure.Reading.THOUSAND;

import dev.customerhealth.domain.account.Counter;

/** How tickets are read. */
final class SupportMeasures {
  /** Windows right before the present one whose average is an account's own baseline. */
  static final int BASELINE_WINDOWS = 2;

  private SupportMeasures() {}

  /**
   * Tickets of a window against the account's own average of the two windows before, an average
   * under one counting as one: a second ticket after none is no trend of infinity.
   */
  static long volumeTrend(Reading reading, Window window) {
    Window baseline = reading.before(window, BASELINE_WINDOWS * window.days());
    long before = reading.sum(Counter.TICKETS_OPENED, baseline);
    long now = reading.sum(Counter.TICKETS_OPENED, window);
    if (now + before == 0 || !reading.known(baseline)) {
      return MISSING;
    }
    long risen = (now * BASELINE_WINDOWS - before) * PERCENT;
    return Reading.ratio(risen, Math.max(before, BASELINE_WINDOWS));
  }

  static long sentiment(Reading reading, Window window) {
    long toned = reading.sum(Counter.TICKETS_WITH_SENTIMENT, window);
    return toned == 0
        ? MISSING
        : Reading.ratio(reading.sum(Counter.TICKET_SENTIMENT, window), toned * THOUSAND);
  }
}
