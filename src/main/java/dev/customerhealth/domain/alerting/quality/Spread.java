package dev.customerhealth.domain.alerting.quality;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How long something took, over many times.
 *
 * @param count how many times
 * @param median half took no longer; null when there is none
 * @param most nine of ten took no longer; null when there is none
 * @param longest null when there is none
 */
public record Spread(int count, Duration median, Duration most, Duration longest) {

  private static final int MOST_PERCENT = 90;

  /** The spread of times in any order. */
  public static Spread of(Collection<Duration> times) {
    if (times.isEmpty()) {
      return new Spread(0, null, null, null);
    }
    List<Duration> sorted = times.stream().sorted().toList();
    return new Spread(
        sorted.size(),
        percentile(sorted, 50),
        percentile(sorted, MOST_PERCENT),
        sorted.get(sorted.size() - 1));
  }

  /** The smallest time that so many percent do not exceed: always one that was seen. */
  private static Duration percentile(List<Duration> sorted, int percent) {
    int rank = Math.floorDiv(sorted.size() * percent + 99, 100);
    return sorted.get(Math.max(1, rank) - 1);
  }
}
