package dev.customerhealth.domain.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointsTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "499, 0", "500, 1", "79499, 79", "79500, 80", "100000, 100"})
  void people_are_told_the_nearest_whole_point(int thousandths, int points) {
    assertThat(Points.rounded(thousandths)).isEqualTo(points);
  }
}
