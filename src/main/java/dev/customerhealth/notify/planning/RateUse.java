package dev.customerhealth.notify.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much a reader was told lately.
 *
 * @param times when, in order
 * @param overflowing whether something waits for the next digest because the limit was reached
 */
public record RateUse(List<Instant> times, boolean overflowing) {

  /** Nothing yet. */
  public static final RateUse NONE = new RateUse(List.of(), false);

  public RateUse {
    times = List.copyOf(times);
  }

  /** How many lie within the time before a moment. */
  int within(Duration window, Instant now) {
    return (int) times.stream().filter(time -> time.plus(window).isAfter(now)).count();
  }

  /** When there is room again, if there is none now. */
  Instant roomAt(Duration window, int most) {
    return times.get(times.size() - most).plus(window);
  }

  /** The same after one more; what no window reaches any more is forgotten. */
  RateUse used(Instant now, Duration window) {
    List<Instant> kept = new ArrayList<>();
    times.stream().filter(time -> time.plus(window).isAfter(now)).forEach(kept::add);
    kept.add(now);
    return new RateUse(kept, false);
  }

  /** Both together; a moment of both counts once. */
  RateUse and(RateUse other) {
    return new RateUse(
        Stream.concat(times.stream(), other.times.stream()).distinct().sorted().toList(),
        overflowing || other.overflowing);
  }

  /** The same with something waiting. */
  RateUse overflow() {
    return new RateUse(times, true);
  }
}
