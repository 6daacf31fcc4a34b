package dev.customerhealth.notify.planning;

import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Step;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One alert and what was told of it.
 *
 * @param notice its latest step
 * @param receivedAt when that step came to the notifier
 * @param position where it was read
 * @param age how it came, unless something was told of it
 * @param marks what was told last, by address
 * @param handledAt when a person first did something about it; null when nobody did
 */
public record AlertEntry(
    Notice notice,
    Instant receivedAt,
    Position position,
    Age age,
    Map<Address, Mark> marks,
    Instant handledAt) {

  /**
   * A place in the topic of alerts.
   *
   * @param partition from 0
   * @param offset from 0
   */
  public record Position(int partition, long offset) {}

  public AlertEntry {
    marks = Collections.unmodifiableMap(new LinkedHashMap<>(marks));
  }

  /** An alert nothing was known of. */
  static AlertEntry first(Notice notice, Instant received, Position from, Age age) {
    return new AlertEntry(notice, received, from, age, Map.of(), handled(null, notice));
  }

  private static Instant handled(Instant before, Notice notice) {
    boolean byPerson = notice.step() == Step.ACKNOWLEDGED || notice.step() == Step.SNOOZED;
    return before == null && byPerson ? notice.at() : before;
  }

  /** The same after something was told. */
  AlertEntry told(Address address, Mark mark) {
    Map<Address, Mark> more = new LinkedHashMap<>(marks);
    more.put(address, mark);
    return new AlertEntry(notice, receivedAt, position, age, more, handledAt);
  }

  /** The same after what was told last was taken back; null when nothing was told before. */
  AlertEntry toldOnly(Address address, Mark before) {
    Map<Address, Mark> other = new LinkedHashMap<>(marks);
    if (before == null) {
      other.remove(address);
    } else {
      other.put(address, before);
    }
    return new AlertEntry(notice, receivedAt, position, age, other, handledAt);
  }

  /** The same alert at its next step. */
  AlertEntry next(Notice later, Instant received, Position from, Age came) {
    // Once told, an alert is followed to its end, even when its end is loaded from history.
    return new AlertEntry(
        later,
        received,
        from,
        marks.isEmpty() ? came : Age.TODAY,
        marks,
        handled(handledAt, later));
  }

  /** Whether it is part of history being loaded, which is never told. */
  public boolean history() {
    return age == Age.HISTORY;
  }

  /** Whether it waits for the rest of what an outage kept back, among which its end may be. */
  boolean waitsForBacklog() {
    return age == Age.OUTAGE && marks.isEmpty();
  }
}
