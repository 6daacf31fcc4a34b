package dev.customerhealth.notify.delivery;

import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.planning.Mark;
import dev.customerhealth.notify.planning.Memory;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.planning.Plan.Planned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was planned by this process and no attempt was made of: nobody can have been told, so it can
 * be taken back as if it had never been planned. Of what another process planned that is not known.
 */
final class Untried {

  /** By id of the delivery and of the alert: what was told before. */
  private final Map<String, Map<String, Mark>> before = new LinkedHashMap<>();

  void add(Planned planned) {
    before.put(planned.notification().id(), planned.before());
  }

  /** An attempt was made, or it is gone. */
  void remove(String id) {
    before.remove(id);
  }

  /** Ids of deliveries, the oldest first. */
  List<String> ids() {
    return List.copyOf(before.keySet());
  }

  /** What of a delivery is still so; the memory forgets that the rest was told. */
  Delivery stillSo(Delivery delivery, Memory memory) {
    List<Told> still = new ArrayList<>();
    for (Told told : delivery.notification().told()) {
      Notice notice = told.notice();
      if (memory.isAt(notice)) {
        still.add(told);
      } else {
        Mark was = before.get(delivery.id()).get(notice.alertId());
        memory.takeBack(notice, delivery.notification().address(), was);
      }
    }
    return delivery.telling(still);
  }
}
