package dev.customerhealth.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How a contestant compares with another. A shared machine is twice as fast in one minute as in
 * another, so figures are only compared with those of the same round, and the median is taken of
 * the rounds' ratios.
 */
final class Ratio {
  private Ratio() {}

  /** The median, over the rounds, of one contestant's figure divided by the other's. */
  static double ofRounds(
      List<RoundResult> ours, List<RoundResult> theirs, Function<RoundResult, Double> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      ratios.add(figure.apply(ours.get(round)) / figure.apply(theirs.get(round)));
    }
    return Spread.of(ratios).median();
  }
}
