package dev.customerhealth.notify.delivery;

import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A notification on its way.
 *
 * @param notification what goes where
 * @param attempts how many failed
 * @param notBefore when the next may be made
 * @param reason why the last failed; null before the first
 * @param redriven whether it was given up before and somebody had it tried again
 * @param leftAloneUntil until when the other side asked to be left alone the last time it failed;
 *     null when it asked for nothing
 */
record Delivery(
    Notification notification,
    int attempts,
    Instant notBefore,
    String reason,
    boolean redriven,
    Instant leftAloneUntil) {

  /** Not tried yet. */
  static Delivery planned(Notification notification) {
    return new Delivery(notification, 0, notification.plannedAt(), null, false, null);
  }

  /** The same with less in it, under the same id: nobody was told of it yet. */
  Delivery telling(List<Told> told) {
    Notification less =
        new Notification(
            notification.id(),
            notification.address(),
            notification.kind(),
            notification.groupLabels(),
            told,
            notification.stillOpen(),
            notification.plannedAt());
    return new Delivery(less, attempts, notBefore, reason, redriven, leftAloneUntil);
  }

  String id() {
    return notification.id();
  }

  String targetId() {
    return notification.address().targetId();
  }

  /** How long ago the steps were that it tells of for the first time. */
  List<Duration> sinceAlerts(Instant now) {
    return notification.told().stream()
        .filter(told -> !told.repeat())
        .map(told -> Duration.between(told.notice().at(), now))
        .toList();
  }

  Delivery failed(String why, Instant again) {
    return failed(why, again, null);
  }

  /**
   * The same after an attempt that failed.
   *
   * @param asked until when the other side asked to be left alone; null for nothing
   */
  Delivery failed(String why, Instant again, Instant asked) {
    return new Delivery(notification, attempts + 1, again, why, redriven, asked);
  }

  /**
   * The same once more after it was given up. It counts as having failed once, so that it is
   * dropped when something later was told of its alerts meanwhile.
   */
  Delivery again(Instant now) {
    return new Delivery(notification, 1, now, reason, true, null);
  }
}
