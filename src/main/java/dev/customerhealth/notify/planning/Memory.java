package dev.customerhealth.notify.planning;

import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every alert that is open or not yet told to its end, and how much everybody was told. Belongs to
 * one thread. Remembers which of its parts changed, so that they can be written down.
 */
public final class Memory {

  private final Map<String, AlertEntry> alerts = new LinkedHashMap<>();
  private final Map<Reader, RateUse> rates = new LinkedHashMap<>();
  private final Set<String> changedAlerts = new LinkedHashSet<>();
  private final Set<Reader> changedRates = new LinkedHashSet<>();
  private Instant latestOfBacklog;

  /** Puts back what was written down; it does not count as changed. */
  public void restore(AlertEntry entry) {
    noteBacklog(entry.age(), entry.receivedAt());
    alerts.put(entry.notice().alertId(), entry);
  }

  /**
   * Puts back how much a reader was told; it does not count as changed. What was written down for
   * several channels of one reader comes together.
   */
  public void restore(Reader reader, RateUse use) {
    rates.merge(reader, use, RateUse::and);
  }

  /**
   * Takes a step of an alert in. What was read before is not taken again.
   *
   * @param age how it came
   * @return whether it was new
   */
  public boolean take(Notice notice, AlertEntry.Position position, Instant receivedAt, Age age) {
    AlertEntry known = alerts.get(notice.alertId());
    if (known != null && !follows(notice, position, known)) {
      return false;
    }
    if (known == null && notice.step() == Step.RESOLVED) {
      // Never told of, so there is nothing to take back.
      return false;
    }
    AlertEntry entry =
        known == null
            ? AlertEntry.first(notice, receivedAt, position, age)
            : known.next(notice, receivedAt, position, age);
    noteBacklog(age, receivedAt);
    alerts.put(notice.alertId(), entry);
    changedAlerts.add(notice.alertId());
    return true;
  }

  private void noteBacklog(Age age, Instant receivedAt) {
    if (age == Age.OUTAGE && (latestOfBacklog == null || receivedAt.isAfter(latestOfBacklog))) {
      latestOfBacklog = receivedAt;
    }
  }

  /** When the latest step came that an outage had kept back; empty when none is known. */
  Optional<Instant> latestOfBacklog() {
    return Optional.ofNullable(latestOfBacklog);
  }

  /** Offsets say what comes later within a partition only: with more of them an account moves. */
  private static boolean follows(Notice notice, AlertEntry.Position position, AlertEntry known) {
    return position.partition() == known.position().partition()
        ? position.offset() > known.position().offset()
        : !notice.at().isBefore(known.notice().at());
  }

  /** Takes it as done that what was due is on its way. */
  public void apply(Plan plan) {
    for (Plan.Planned planned : plan.due()) {
      Notification notification = planned.notification();
      for (Notification.Told told : notification.told()) {
        Notice notice = told.notice();
        Mark mark = new Mark(notice.step(), notice.at(), notification.plannedAt(), planned.group());
        alerts.computeIfPresent(
            notice.alertId(), (id, entry) -> entry.told(notification.address(), mark));
        changedAlerts.add(notice.alertId());
      }
    }
    plan.rates()
        .forEach(
            (reader, use) -> {
              if (!use.equals(rates.put(reader, use))) {
                changedRates.add(reader);
              }
            });
  }

  /** Whether an alert is still at a step. */
  public boolean isAt(Notice notice) {
    return alert(notice.alertId())
        .map(AlertEntry::notice)
        .filter(latest -> latest.step() == notice.step() && latest.at().equals(notice.at()))
        .isPresent();
  }

  /**
   * Takes back that a step was told somewhere: it was planned and never went out.
   *
   * @param before what was told there before; null when nothing was
   */
  public void takeBack(Notice notice, Address address, Mark before) {
    AlertEntry entry = alerts.get(notice.alertId());
    Mark mark = entry == null ? null : entry.marks().get(address);
    if (mark != null && mark.says(notice)) {
      alerts.put(notice.alertId(), entry.toldOnly(address, before));
      changedAlerts.add(notice.alertId());
    }
  }

  /**
   * Forgets alerts that are over and told to the end.
   *
   * @param read whether the place is behind what the group has committed: an alert forgotten
   *     earlier would be taken for a new one when it is read again
   * @param settled whether nothing of the alert is left to tell
   */
  public void forget(
      java.util.function.Predicate<AlertEntry.Position> read,
      java.util.function.Predicate<AlertEntry> settled) {
    List<String> over = new ArrayList<>();
    alerts.forEach(
        (id, entry) -> {
          if (!entry.notice().step().open() && read.test(entry.position()) && settled.test(entry)) {
            over.add(id);
          }
        });
    over.forEach(
        id -> {
          alerts.remove(id);
          changedAlerts.add(id);
        });
  }

  /** All alerts, in the order in which they came. */
  public Collection<AlertEntry> alerts() {
    return Collections.unmodifiableCollection(alerts.values());
  }

  /** An alert by its id. */
  public Optional<AlertEntry> alert(String id) {
    return Optional.ofNullable(alerts.get(id));
  }

  /** How much a reader was told lately. */
  public RateUse rate(Reader reader) {
    return rates.getOrDefault(reader, RateUse.NONE);
  }

  /** Ids of the alerts that changed since the last call; those that are gone were forgotten. */
  public Set<String> takeChangedAlerts() {
    Set<String> changed = new LinkedHashSet<>(changedAlerts);
    changedAlerts.clear();
    return changed;
  }

  /** Readers whose use changed since the last call. */
  public Set<Reader> takeChangedRates() {
    Set<Reader> changed = new LinkedHashSet<>(changedRates);
    changedRates.clear();
    return changed;
  }
}
