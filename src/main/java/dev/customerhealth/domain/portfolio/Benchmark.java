package dev.customerhealth.domain.portfolio;

import java.util.List;

/**
 * How good a value is held to be (section 6, last column): named ranges, each from its bound,
 * included, to before the next.
 *
 * @param ranges ascending by bound; the first holds for everything below the second
 */
public record Benchmark(List<Range> ranges) {

  /** Nothing is said. */
  public static final Benchmark NONE = new Benchmark(List.of());

  public Benchmark {
    ranges = List.copyOf(ranges);
  }

  /**
   * A named range.
   *
   * @param from lowest value in it
   * @param name as {@code below-average}
   * @param level what it asks people to do
   */
  public record Range(double from, String name, Level level) {}

  /** What a range asks people to do; the colour of a panel. */
  public enum Level {
    GOOD,
    WATCH,
    ACT,
    /** It is neither good nor bad. */
    PLAIN
  }

  /** The range a value lies in; null when nothing is said. */
  public Range of(double value) {
    Range found = null;
    for (Range range : ranges) {
      if (found == null || value >= range.from) {
        found = range;
      }
    }
    return found;
  }

  static Range act(String name, double from) {
    return new Range(from, name, Level.ACT);
  }

  static Range watch(String name, double from) {
    return new Range(from, name, Level.WATCH);
  }

  static Range good(String name, double from) {
    return new Range(from, name, Level.GOOD);
  }

  static Range plain(String name, double from) {
    return new Range(from, name, Level.PLAIN);
  }

  static Benchmark of(Range... ranges) {
    return new Benchmark(List.of(ranges));
  }
}
