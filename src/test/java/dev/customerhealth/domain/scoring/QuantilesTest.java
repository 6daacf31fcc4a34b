package dev.customerhealth.domain.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantilesTest {

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 0", "5, 12.5", "10, 25", "15, 37.5", "20, 50", "70, 87.5", "100, 100"})
  void a_percentile_lies_on_a_line_between_two_quantiles(double value, double percentile) {
    assertThat(new Quantiles(0, 10, 20, 40, 100).percentile(value))
        .isEqualTo(percentile, within(1e-9));
  }

  @Test
  void those_who_share_one_value_share_the_middle_of_the_places_they_fill() {
    Quantiles mostlyZero = new Quantiles(0, 0, 0, 10, 20);

    assertThat(mostlyZero.percentile(0)).isEqualTo(25);
    assertThat(mostlyZero.percentile(5)).isEqualTo(62.5);
    assertThat(mostlyZero.percentile(-0.001)).isZero();
  }

  @Test
  void among_equals_everybody_is_in_the_middle() {
    assertThat(new Quantiles(7, 7, 7).percentile(7)).isEqualTo(50);
  }

  @Test
  void a_higher_value_never_has_a_lower_percentile() {
    for (long seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] values = new double[2 + random.nextInt(12)];
      Arrays.setAll(values, i -> random.nextInt(20));
      Arrays.sort(values);
      Quantiles quantiles = new Quantiles(values);
      double last = 0;
      for (double at = -2; at < 22; at += 0.25) {
        double now = quantiles.percentile(at);
        assertThat(now).as("seed %d: %s at %f", seed, quantiles, at).isBetween(last, 100.0);
        last = now;
      }
    }
  }

  @Test
  void values_that_fall_are_refused() {
    assertThatThrownBy(() -> new Quantiles(1, 0)).hasMessageContaining("never fall");
  }

  @Test
  void one_value_is_no_distribution() {
    assertThatThrownBy(() -> new Quantiles(1)).hasMessageContaining("at least two values");
  }
}
