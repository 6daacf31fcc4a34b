package dev.customerhealth.domain.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeerCensusTest {
  private static final WindowedMeasure LOGINS = WindowedMeasure.of(Measure.LOGIN_FREQUENCY);
  private static final WindowedMeasure NPS = WindowedMeasure.of(Measure.NPS);

  @Test
  void of_21_values_every_one_is_a_quantile() {
    PeerCensus census = new PeerCensus();
    for (int value = 20; value >= 0; value--) {
      census.count("smb", LOGINS, 10 * value);
    }

    PeerGroup group = census.table(1, 20).of("smb", LOGINS);

    assertThat(group.segment()).isEqualTo("smb");
    assertThat(group.accounts()).isEqualTo(21);
    assertThat(group.quantiles().values())
        .containsExactly(
            0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0, 110.0, 120.0, 130.0,
            140.0, 150.0, 160.0, 170.0, 180.0, 190.0, 200.0);
  }

  @Test
  void between_two_values_a_quantile_lies_on_a_straight_line() {
    PeerCensus census = new PeerCensus();
    census.count(null, LOGINS, 0);
    census.count(null, LOGINS, 1);

    assertThat(census.table(1, 2).of(null, LOGINS).quantiles().values().boxed().toList())
        .hasSize(PeerCensus.QUANTILES)
        .startsWith(0.0, 0.05, 0.1, 0.15)
        .endsWith(0.9, 0.95, 1.0);
  }

  /** Against a slow count that knows nothing of thousandths. */
  @Test
  void quantiles_are_those_of_a_sort_by_hand_in_whatever_order_the_accounts_come() {
    for (long seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      List<Double> values = new ArrayList<>();
      for (int i = 2 + random.nextInt(60); i > 0; i--) {
        values.add((random.nextInt(4_000_000) - 2_000_000) / 1000.0);
      }
      Peers inOrder = table(values);
      Collections.shuffle(values, random);
      Peers shuffled = table(values);

      assertThat(shuffled.digest()).as("seed %d", seed).isEqualTo(inOrder.digest());
      double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      double[] found = inOrder.of("smb", NPS).quantiles().values().toArray();
      for (int step = 0; step < PeerCensus.QUANTILES; step++) {
        double place = (sorted.length - 1) * step / 20.0;
        int low = (int) Math.floor(place);
        int high = Math.min(low + 1, sorted.length - 1);
        double expected = sorted[low] + (place - low) * (sorted[high] - sorted[low]);
        assertThat(found[step])
            .as("seed %d, step %d of %s", seed, step, Arrays.toString(sorted))
            .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-6));
      }
    }
  }

  @Test
  void a_segment_with_too_few_accounts_is_compared_with_the_whole_book() {
    PeerCensus census = new PeerCensus();
    count(census, "smb", LOGINS, 25);
    count(census, "enterprise", LOGINS, 19);
    count(census, null, LOGINS, 1);

    Peers peers = census.table(1, 20);

    assertThat(peers.of("smb", LOGINS).accounts()).isEqualTo(25);
    assertThat(peers.of("enterprise", LOGINS).segment()).isNull();
    assertThat(peers.of("enterprise", LOGINS).accounts()).isEqualTo(45);
    assertThat(peers.of(null, LOGINS).accounts()).isEqualTo(45);
    assertThat(peers.of("never heard of", LOGINS).accounts()).isEqualTo(45);
  }

  @Test
  void a_measure_with_too_few_accounts_in_the_whole_book_has_no_table() {
    PeerCensus census = new PeerCensus();
    count(census, "smb", NPS, 19);

    assertThat(census.table(1, 20).of("smb", NPS)).isNull();
    assertThat(census.table(1, 19).of("smb", NPS)).isNotNull();
  }

  @Test
  void a_segment_is_the_same_whatever_its_case() {
    PeerCensus census = new PeerCensus();
    count(census, "SMB", LOGINS, 10);
    count(census, "smb", LOGINS, 10);

    assertThat(census.table(1, 20).of("Smb", LOGINS).accounts()).isEqualTo(20);
    assertThat(census.table(1, 20).of("Smb", LOGINS).segment()).isEqualTo("smb");
  }

  private static void count(PeerCensus census, String segment, WindowedMeasure measure, int many) {
    for (int value = 0; value < many; value++) {
      census.count(segment, measure, value);
    }
  }

  private static Peers table(List<Double> values) {
    PeerCensus census = new PeerCensus();
    values.forEach(value -> census.count("smb", NPS, value));
    return census.table(1, 2);
  }
}
