package dev.customerhealth.domain.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

  /**
   * Worked out by the score test itself: at either end the share seen is 1.96 standard errors of
   * that end away.
   */
  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"1, 10", "2, 3", "50, 100", "7, 2000", "1999, 2000"})
  void at_its_ends_what_was_seen_would_be_just_possible(long part, long all) {
    Interval interval = Interval.of(part, all);
    double seen = (double) part / all;

    for (double end : new double[] {interval.low() / 100, interval.high() / 100}) {
      double error = Math.sqrt(end * (1 - end) / all);
      assertThat(Math.abs(seen - end) / error).isCloseTo(1.96, within(0.001));
    }
    assertThat(seen * 100).isBetween(interval.low(), interval.high());
  }

  @ParameterizedTest(name = "{0} of {1} is {2} to {3}")
  @CsvSource({"0, 10, 0, 27.753", "10, 10, 72.247, 100", "0, 1, 0, 79.346", "1, 10, 1.787, 40.415"})
  void it_is_that_of_wilson(long part, long all, double low, double high) {
    assertThat(Interval.of(part, all).low()).isCloseTo(low, within(0.001));
    assertThat(Interval.of(part, all).high()).isCloseTo(high, within(0.001));
  }
}
