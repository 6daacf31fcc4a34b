package dev.customerhealth.notify.delivery;

import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.routing.Routing;
import java.time.Instant;

/** Tells alerts of today from those of history that is being loaded. */
final class History {

  private History() {}

  /**
   * Whether an alert is history.
   *
   * @param appendedAt when Kafka took it in: an alert that only waited because the notifier was
   *     down was appended soon after it happened, one of imported history long after
   */
  static boolean is(Notice notice, Instant appendedAt, Routing routing) {
    return notice.at().plus(routing.historyAfter()).isBefore(appendedAt);
  }
}
