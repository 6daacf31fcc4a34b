package dev.customerhealth.publication;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Points as people are shown them, in tenths. Numbers that are shown together agree with each
 * other: ends are rounded, a change is the difference of its rounded ends, and its parts are
 * rounded so that they add up to it.
 */
public final class ShownPoints {
  private static final double TENTHS = 10;

  /** Scores are whole thousandths. */
  private static final int MOST_DECIMALS = 3;

  /** Points are thousandths; less than this is how doubles write them. */
  private static final double NOISE = 1e-6;

  private ShownPoints() {}

  /** Tenths of points, halves away from zero. */
  public static long of(double points) {
    long rounded = (long) Math.floor(Math.abs(points) * TENTHS + 0.5 + NOISE);
    return points < 0 ? -rounded : rounded;
  }

  /** From one shown score to another. */
  public static long change(double from, double to) {
    return of(to) - of(from);
  }

  /**
   * The parts of a change, rounded down or up so that they add up to it.
   *
   * @param parts in points, adding up to about the total
   * @param total in tenths
   * @return tenths, as many as there are parts
   */
  public static long[] parts(List<Double> parts, long total) {
    long[] shown = new long[parts.size()];
    if (shown.length == 0) {
      return shown;
    }
    double[] missing = new double[shown.length];
    long left = total;
    for (int i = 0; i < shown.length; i++) {
      double tenths = parts.get(i) * TENTHS;
      shown[i] = (long) Math.floor(tenths + NOISE);
      missing[i] = tenths - shown[i];
      left -= shown[i];
    }
    int[] byMissing =
        IntStream.range(0, shown.length)
            .boxed()
            .sorted((one, other) -> Double.compare(missing[other], missing[one]))
            .mapToInt(Integer::intValue)
            .toArray();
    // The ends may be rounded apart, so that there is more to give than one tenth each, or less
    // than
    // none: then what misses least gives.
    for (int i = 0; left > 0; i = (i + 1) % shown.length) {
      shown[byMissing[i]]++;
      left--;
    }
    for (int i = shown.length - 1; left < 0; i = (i + shown.length - 1) % shown.length) {
      shown[byMissing[i]]--;
      left++;
    }
    return shown;
  }

  /**
   * A number beside a bar it has crossed, with as many decimals, three at most, as it takes to see
   * on which side of the bar it lies: 59.96 is not told as 60.0 when the bar is 60.
   */
  public static String beside(double value, double bar) {
    int decimals = 1;
    while (decimals < MOST_DECIMALS
        && Math.abs(value - bar) > NOISE
        && scaled(value, decimals) == scaled(bar, decimals)) {
      decimals++;
    }
    return text(value, decimals);
  }

  /**
   * Two scores and what was lost between them.
   *
   * @param from the higher one
   * @param to the lower one
   * @param change their difference as they are shown
   */
  public record Lost(String from, String to, String change) {}

  /** Two scores with as many decimals as it takes that their difference is not told as the bar. */
  public static Lost lost(double from, double to, double bar) {
    int decimals = 1;
    while (decimals < MOST_DECIMALS
        && Math.abs(from - to - bar) > NOISE
        && (from - to > bar)
            != (scaled(from, decimals) - scaled(to, decimals) > scaled(bar, decimals))) {
      decimals++;
    }
    long change = scaled(from, decimals) - scaled(to, decimals);
    return new Lost(
        text(from, decimals),
        text(to, decimals),
        String.format(Locale.ROOT, "%." + decimals + "f", change / Math.pow(10, decimals)));
  }

  private static String text(double value, int decimals) {
    long scaled = scaled(value, decimals);
    return String.format(Locale.ROOT, "%." + decimals + "f", scaled / Math.pow(10, decimals));
  }

  /** Halves away from zero. */
  private static long scaled(double value, int decimals) {
    long rounded = (long) Math.floor(Math.abs(value) * Math.pow(10, decimals) + 0.5 + NOISE);
    return value < 0 ? -rounded : rounded;
  }

  /** A number such as 47.5; what is nothing has no sign. */
  public static String text(long tenths) {
    return String.format(Locale.ROOT, "%.1f", tenths / TENTHS);
  }

  /** The same with a plus before what is gained. */
  public static String signed(long tenths) {
    return tenths > 0 ? "+" + text(tenths) : text(tenths);
  }
}
