package dev.customerhealth.notify.delivery;

import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.Mark;
import dev.customerhealth.notify.planning.Memory;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What need not be told any more, because of something else that was planned or still waits. */
final class Overtaken {

  private Overtaken() {}

  /**
   * Whether something later was told of everything in a notification: a trigger that comes after
   * its end would open an incident nobody closes.
   */
  static boolean bySomethingLater(Notification notification, Memory memory) {
    return notification.told().stream()
        .map(Told::notice)
        .allMatch(notice -> bySomethingLater(notice, notification, memory));
  }

  private static boolean bySomethingLater(Notice notice, Notification notification, Memory memory) {
    return memory
        .alert(notice.alertId())
        .map(entry -> entry.marks().get(notification.address()))
        .map((Mark mark) -> !mark.says(notice))
        .orElse(notice.step().open() && memory.alert(notice.alertId()).isEmpty());
  }

  private record Waiting(Address address, String alertId, Step step, Instant at) {
    static Waiting of(Notification notification, Told told) {
      Notice notice = told.notice();
      return new Waiting(notification.address(), notice.alertId(), notice.step(), notice.at());
    }
  }

  /**
   * Repeats of what is on its way itself: after an outage everything would be told as often as it
   * was repeated meanwhile.
   *
   * @param underWay in the order in which it was planned
   * @return the first delivery that says the same of an alert, by what it says
   */
  static Repeats repeats(Collection<Delivery> underWay) {
    Map<Waiting, String> first = new HashMap<>();
    if (underWay.stream().anyMatch(Overtaken::isRepeat)) {
      for (Delivery delivery : underWay) {
        Notification notification = delivery.notification();
        notification
            .told()
            .forEach(told -> first.putIfAbsent(Waiting.of(notification, told), delivery.id()));
      }
    }
    return delivery ->
        isRepeat(delivery)
            && delivery.notification().told().stream()
                .map(told -> first.get(Waiting.of(delivery.notification(), told)))
                .noneMatch(delivery.id()::equals);
  }

  /** Tells whether a delivery only repeats what is on its way itself. */
  @FunctionalInterface
  interface Repeats {
    boolean only(Delivery delivery);
  }

  private static boolean isRepeat(Delivery delivery) {
    return delivery.attempts() == 0
        && delivery.notification().told().stream().allMatch(Told::repeat);
  }
}
