package dev.customerhealth.domain.measure;

import static dev.customerhealth.domain.measure.Reading.MISSING;
import static dev.customerhealth.domain.measure.Reading.ONE;
import static dev.customerhealth.domain.measure.Reading.PERCENT;
import static dev.customerhealth.domain.measure.Reading.THOUSAND;

import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Register;
import dev.customerhealth.domain.account.Reported;

/** How tickets are read. */
final class SupportMeasures {
  private static final int MINUTES_PER_HOUR = 60;

  private SupportMeasures() {}

  /**
   * Windows right before the present one whose average is an account's own baseline: two, and of
   * the longest window the one that is kept.
   */
  static int baselineWindows(int days) {
    return 3 * days <= Days.KEPT ? 2 : 1;
  }

  static long opened(Reading reading, Window window) {
    return reading.counted(Counter.TICKETS_OPENED, window, Reported.TICKETS);
  }

  static long escalations(Reading reading, Window window) {
    return reading.counted(Counter.TICKETS_ESCALATED, window, Reported.TICKETS);
  }

  static long reopened(Reading reading, Window window) {
    return reading.counted(Counter.TICKETS_REOPENED, window, Reported.TICKETS);
  }

  /** Open tickets that have all of some marks. */
  static long open(Reading reading, int marks) {
    if (!reading.reported(Reported.TICKETS)) {
      return MISSING;
    }
    Register tickets = reading.matters().tickets();
    long open = 0;
    for (int i = 0; i < tickets.size(); i++) {
      int flags = tickets.item(i).flags();
      open += (flags & (Register.SETTLED | marks)) == marks ? 1 : 0;
    }
    return open * ONE;
  }

  static long firstContactResolution(Reading reading, Window window) {
    return Reading.share(
        reading.sum(Counter.SOLVED_AT_FIRST_CONTACT, window),
        reading.sum(Counter.FIRST_CONTACTS, window));
  }

  static long firstResponseTime(Reading reading, Window window) {
    return hours(reading, window, Counter.RESPONSE_MINUTES, Counter.TIMED_RESPONSES);
  }

  static long resolutionTime(Reading reading, Window window) {
    return hours(reading, window, Counter.RESOLUTION_MINUTES, Counter.TIMED_RESOLUTIONS);
  }

  private static long hours(Reading reading, Window window, Counter minutes, Counter tickets) {
    long timed = reading.sum(tickets, window);
    return timed == 0
        ? MISSING
        : Reading.ratio(reading.sum(minutes, window), timed * MINUTES_PER_HOUR);
  }

  /**
   * The difference of a window's tickets to the account's own average of the windows before, in
   * percent of that average, or of one ticket if that is more: one after none is a rise of 100%,
   * not of infinity. Missing only where there were no tickets in either.
   */
  static long volumeTrend(Reading reading, Window window) {
    int windows = baselineWindows(window.days());
    Window baseline = reading.before(window, windows * window.days());
    long before = reading.sum(Counter.TICKETS_OPENED, baseline);
    long now = reading.sum(Counter.TICKETS_OPENED, window);
    if (now + before == 0 || !reading.known(baseline)) {
      return MISSING;
    }
    long risen = (now * windows - before) * PERCENT;
    return Reading.ratio(risen, Math.max(before, windows));
  }

  static long sentiment(Reading reading, Window window) {
    long toned = reading.sum(Counter.TICKETS_WITH_SENTIMENT, window);
    return toned == 0
        ? MISSING
        : Reading.ratio(reading.sum(Counter.TICKET_SENTIMENT, window), toned * THOUSAND);
  }
}
