package dev.customerhealth.notify.planning;

import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Urgency;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One message to one address.
 *
 * @param id the same at every attempt, also after a crash, so that the other side can drop a repeat
 * @param address where it goes
 * @param kind why these are told together
 * @param groupLabels what they have in common
 * @param told the alerts, the most urgent first
 * @param stillOpen how many others of the group are open and were told before
 * @param plannedAt when it was decided
 */
public record Notification(
    String id,
    Address address,
    Kind kind,
    SortedMap<String, String> groupLabels,
    List<Told> told,
    int stillOpen,
    Instant plannedAt) {

  /** Why alerts are told together. */
  public enum Kind {
    /** They belong to one group of the routing tree. */
    GROUP,
    /** The digest of a day. */
    DIGEST,
    /** There was more than the CSM's limit allows. */
    OVERFLOW
  }

  /**
   * An alert in a notification.
   *
   * @param notice its step
   * @param repeat whether it was told before and is still waiting for somebody
   */
  public record Told(Notice notice, boolean repeat) {}

  public Notification {
    told = List.copyOf(told);
    groupLabels = Collections.unmodifiableSortedMap(new TreeMap<>(groupLabels));
  }

  /** The most urgent of what is told. */
  public Urgency urgency() {
    return told.stream()
        .map(each -> each.notice().urgency())
        .max(java.util.Comparator.naturalOrder())
        .orElse(Urgency.INFO);
  }

  /** Whether everything in it is over. */
  public boolean allOver() {
    return told.stream().noneMatch(each -> each.notice().step().open());
  }
}
