package dev.customerhealth.bench;

import java.util.List;
import java.util.Locale;

/**
 * The middle and the ends of what several rounds gave.
 *
 * @param median the middle, or the mean of the two middles
 */
public record Spread(double median, double least, double most) {
  /** Of at least one value. */
  public static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
  }

  /** The median, and the ends in parentheses. */
  public String text(int decimals) {
    String number = "%,." + decimals + "f";
    return String.format(
        Locale.ROOT, number + " (" + number + "–" + number + ")", median, least, most);
  }
}
