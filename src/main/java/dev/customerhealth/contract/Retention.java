package dev.customerhealth.contract;

import java.time.Duration;

/**
 * How long a topic keeps its records.
 *
 * @param compacted whether the latest record of every key is kept and earlier ones go
 * @param time how long a record is kept at least; null for ever
 */
public record Retention(boolean compacted, Duration time) {

  /** The latest record of every key, for ever. */
  public static Retention compactedForEver() {
    return new Retention(true, null);
  }

  /** Every record, for ever: what is replayed must still be there. */
  public static Retention everyRecordForEver() {
    return new Retention(false, null);
  }

  /** Every record for this long. */
  public static Retention everyRecordFor(Duration time) {
    return new Retention(false, time);
  }

  /** In milliseconds as Kafka counts them; -1 for ever. */
  public long millis() {
    return time == null ? -1 : time.toMillis();
  }

  /** For people: {@code for ever} or a number of days. */
  public String label() {
    if (time == null) {
      return "for ever";
    }
    return time.toDays() > 0 ? time.toDays() + " days" : time.toString();
  }
}
