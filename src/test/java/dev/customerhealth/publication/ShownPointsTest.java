package dev.customerhealth.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ShownPointsTest {

  @Test
  void a_change_is_the_difference_of_the_ends_that_are_shown() {
    // To the thousandth it is -1.54, which alone would be said as -1.5.
    assertThat(ShownPoints.signed(ShownPoints.change(92.65, 91.11))).isEqualTo("-1.6");
    assertThat(ShownPoints.text(ShownPoints.of(92.65))).isEqualTo("92.7");
    assertThat(ShownPoints.text(ShownPoints.of(91.11))).isEqualTo("91.1");
  }

  @Test
  void what_rounds_to_nothing_has_no_sign() {
    assertThat(ShownPoints.text(ShownPoints.of(-0.04))).isEqualTo("0.0");
    assertThat(ShownPoints.signed(ShownPoints.of(0.04))).isEqualTo("0.0");
    assertThat(ShownPoints.signed(ShownPoints.of(0.05))).isEqualTo("+0.1");
    assertThat(ShownPoints.signed(ShownPoints.of(-0.05))).isEqualTo("-0.1");
  }

  @Test
  void shown_from_and_shown_change_come_to_shown_to_and_shown_parts_to_the_change() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<Double> parts = new ArrayList<>();
      long from = random.nextInt(100_001);
      long to = from;
      for (int i = random.nextInt(12) + 1; i > 0; i--) {
        long part = random.nextInt(4_001) - 2_000L;
        parts.add(part / 1000.0);
        to += part;
      }
      long change = ShownPoints.change(from / 1000.0, to / 1000.0);
      long[] shown = ShownPoints.parts(parts, change);

      assertThat(decimal(ShownPoints.of(from / 1000.0)).add(decimal(change)))
          .as("seed %d", seed)
          .isEqualTo(decimal(ShownPoints.of(to / 1000.0)));
      assertThat(Arrays.stream(shown).sum()).as("seed %d", seed).isEqualTo(change);
      for (int i = 0; i < shown.length; i++) {
        assertThat(shown[i] / 10.0)
            .as("seed %d, part %d", seed, i)
            .isCloseTo(parts.get(i), Offset.offset(0.2001));
      }
    }
  }

  @Test
  void parts_that_need_no_rounding_stay_as_they_are() {
    assertThat(ShownPoints.parts(List.of(-12.3, 4.1, 0.0), -82)).containsExactly(-123, 41, 0);
    assertThat(ShownPoints.parts(List.of(), 0)).isEmpty();
  }

  private static BigDecimal decimal(long tenths) {
    return new BigDecimal(ShownPoints.text(tenths));
  }
}
