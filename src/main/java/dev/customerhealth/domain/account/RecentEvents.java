package dev.customerhealth.domain.account;

import java.util.Arrays;
import java.util.Objects;

/**
 * The ids of the events seen last, so that a repeat changes nothing.
 *
 * <p>Ids rest as hashes of {@link #HASH_BITS} bits, oldest first. How many are kept follows the
 * account's own rate: a twelfth of its busiest recent day, which is two hours of it, at least
 * {@link #MIN_KEPT} and at most {@link #MAX_KEPT}. An id forgotten because of that maximum is
 * counted, so that the bound is never silent.
 */
public final class RecentEvents {
  /** Ids kept at least. */
  public static final int MIN_KEPT = 16;

  /** Ids kept at most. */
  public static final int MAX_KEPT = 1024;

  /**
   * Bits of an id's hash: of a hundred million new events of typical accounts one is taken for a
   * repeat, of four million of the busiest. More bits would cost every account bytes.
   */
  public static final int HASH_BITS = 32;

  /** Two hours of a day. */
  private static final int SHARE_OF_DAY = 12;

  /** The busiest day fades by an eighth a day: a week later a third of it is left. */
  private static final int FADING = 8;

  /** After so many days without an event nothing is left of the busiest day that matters. */
  private static final int FADED_AFTER_DAYS = 64;

  /** Nothing was seen. */
  public static final RecentEvents NONE = new RecentEvents(new int[0], 0, 0, 0);

  private final int[] hashes;
  private final long eventsToday;
  private final long busiestDay;
  private final long forgotten;

  private RecentEvents(int[] hashes, long eventsToday, long busiestDay, long forgotten) {
    this.hashes = hashes;
    this.eventsToday = eventsToday;
    this.busiestDay = busiestDay;
    this.forgotten = forgotten;
  }

  /**
   * Ids from their parts.
   *
   * @param hashes oldest first
   * @param eventsToday events taken in on the account's current day
   * @param busiestDay events of the busiest earlier day, fading
   * @param forgotten ids given up because of the maximum, ever
   */
  public static RecentEvents of(long[] hashes, long eventsToday, long busiestDay, long forgotten) {
    int[] narrow = new int[hashes.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (int) hashes[i];
    }
    return new RecentEvents(narrow, eventsToday, busiestDay, forgotten);
  }

  /** The hash that stands for an event id. */
  public static long hash(String eventId) {
    return StableHash.of(eventId) >>> (Long.SIZE - HASH_BITS);
  }

  /** Ids kept. */
  public int size() {
    return hashes.length;
  }

  /** The hash at an index, oldest first. */
  public long hash(int index) {
    return Integer.toUnsignedLong(hashes[index]);
  }

  /** Events taken in on the account's current day. */
  public long eventsToday() {
    return eventsToday;
  }

  /** Events of the busiest earlier day, fading by an eighth a day. */
  public long busiestDay() {
    return busiestDay;
  }

  /** Ids given up because {@link #MAX_KEPT} were kept already; a repeat of one counts again. */
  public long forgotten() {
    return forgotten;
  }

  /**
   * Ids that were given up on the very day they were seen, by what was seen since: a repeat of one
   * counts again. Ids carry no time, so those of yesterday are not told apart from older ones.
   *
   * @param earlier these ids before
   */
  public long forgottenOfTodaySince(RecentEvents earlier) {
    long seen = eventsToday - earlier.eventsToday;
    long dropped = earlier.hashes.length + seen - hashes.length;
    return seen > 0 && dropped > 0 && earlier.eventsToday >= earlier.hashes.length ? dropped : 0;
  }

  /** Whether an id is among those kept. */
  public boolean contains(long hash) {
    int wanted = (int) hash;
    for (int i = hashes.length - 1; i >= 0; i--) {
      if (hashes[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  /** These ids with one more, and without the oldest that are too many. */
  public RecentEvents with(long hash) {
    long today = eventsToday + 1;
    long wanted = (Math.max(today, busiestDay) + SHARE_OF_DAY - 1) / SHARE_OF_DAY;
    int kept = (int) Math.max(MIN_KEPT, Math.min(MAX_KEPT, wanted));
    int dropped = Math.max(0, hashes.length + 1 - kept);
    int[] next = new int[hashes.length + 1 - dropped];
    System.arraycopy(hashes, dropped, next, 0, next.length - 1);
    next[next.length - 1] = (int) hash;
    long lost = wanted > MAX_KEPT ? dropped : 0;
    return new RecentEvents(next, today, busiestDay, forgotten + lost);
  }

  /** These ids some days later. */
  public RecentEvents advanced(int days) {
    if (days <= 0) {
      return this;
    }
    long busiest = Math.max(eventsToday, busiestDay - fading(busiestDay));
    for (int day = 1; day < Math.min(days, FADED_AFTER_DAYS) && busiest > 0; day++) {
      busiest -= fading(busiest);
    }
    return new RecentEvents(hashes, 0, busiest, forgotten);
  }

  private static long fading(long busiest) {
    return (busiest + FADING - 1) / FADING;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecentEvents that
        && eventsToday == that.eventsToday
        && busiestDay == that.busiestDay
        && forgotten == that.forgotten
        && Arrays.equals(hashes, that.hashes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(hashes), eventsToday, busiestDay, forgotten);
  }

  @Override
  public String toString() {
    return "RecentEvents[" + hashes.length + " ids, " + forgotten + " forgotten]";
  }
}
