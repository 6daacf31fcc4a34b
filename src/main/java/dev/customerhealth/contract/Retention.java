package dev.customerhealth.contract;

import java.time.Duration;

/**
 * How long a topic keeps its records.
 *
 * @param compacted whether the latest record of every key is kept for ever
 * @param every how long every record is kept at least, also where a later one has its key; null for
 *     ever
 */
public record Retention(boolean compacted, Duration every) {

  /** The latest record of every key, for ever. */
  public static Retention compactedForEver() {
    return new Retention(true, Duration.ZERO);
  }

  /**
   * Every record for so long, and the latest of every key for ever.
   *
   * @param every null for ever
   */
  public static Retention compactedAfter(Duration every) {
    return new Retention(true, every);
  }

  /** Every record, for ever: what is replayed must still be there. */
  public static Retention everyRecordForEver() {
    return new Retention(false, null);
  }

  /** Every record for this long. */
  public static Retention everyRecordFor(Duration time) {
    return new Retention(false, time);
  }

  /** How long the topic keeps the latest record of a key, in milliseconds; -1 for ever. */
  public long millis() {
    return compacted || every == null ? -1 : every.toMillis();
  }

  /** How long a compacted topic keeps every record, in milliseconds. */
  public long millisBeforeCompaction() {
    return every == null ? Long.MAX_VALUE : every.toMillis();
  }

  /** Whether of a key nothing but the latest record is sure to be there. */
  public boolean latestOnly() {
    return compacted && every != null && every.isZero();
  }

  /** For people: {@code for ever}, a number of days, {@code latest per key}, or the last two. */
  public String label() {
    if (every == null) {
      return "for ever";
    }
    if (latestOnly()) {
      return "latest per key";
    }
    String time = every.toDays() > 0 ? every.toDays() + " days" : every.toString();
    return compacted ? time + ", then latest per key" : time;
  }
}
