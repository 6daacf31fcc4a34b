package dev.customerhealth.runtime;

import java.time.Instant;

/** What was heard in one partition of the ticks, and whether we may speak there. */
final class PartitionEar {

  private final int partition;
  private long ownOffset = -1;
  private Instant latestTime = Instant.MIN;
  private boolean othersHadLastWord;
  private boolean guestHeard;
  private long guestHeardNanos;

  PartitionEar(int partition) {
    this.partition = partition;
  }

  int partition() {
    return partition;
  }

  /** A round begins: what other instances said before counts no more. */
  void beginRound() {
    othersHadLastWord = false;
  }

  /**
   * Somebody spoke.
   *
   * @param offset where it stands
   * @param source who; anybody but the running service is a guest with a time of its own
   * @param time what was said
   * @param nanos when we heard it, by {@link System#nanoTime()}: clocks of two machines are not
   *     compared
   */
  void heard(long offset, String source, Instant time, long nanos) {
    if (time.isAfter(latestTime)) {
      latestTime = time;
    }
    if (!TickSource.SOURCE.equals(source)) {
      guestHeard = true;
      guestHeardNanos = nanos;
    }
    othersHadLastWord = offset != ownOffset;
  }

  /** We spoke, and our words stand at this offset. */
  void spoke(long offset) {
    ownOffset = offset;
  }

  boolean maySpeak(Instant now, long nanos) {
    boolean guestSpeaks = guestHeard && nanos - guestHeardNanos < TickSource.HOLD_OFF.toNanos();
    return !guestSpeaks && !othersHadLastWord && now.isAfter(latestTime);
  }
}
