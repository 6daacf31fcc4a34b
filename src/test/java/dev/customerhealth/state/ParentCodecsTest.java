package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.domain.parent.ChildStanding;
import dev.customerhealth.domain.parent.ParentTotals;
import dev.customerhealth.domain.parent.WorstChild;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParentCodecsTest {

  private static final ParentTotals TOTALS =
      new ParentTotals(
          1_800_000_000_123L,
          3,
          2,
          123_456,
          new BigInteger("36893488147419103230"),
          new BigInteger("3689348814741910323012345"),
          Map.of("EUR", 1L, "USD", 1L),
          new WorstChild("acme 🚀", 23_456));

  private static final String TOTALS_V1 =
      "01f6c1e285e3680302c0c4070e3773617332323463396b786b7511676f7331696f6e36686b6e366966773902044555520104555344010a61636d6520f09f9a80a0b701";

  private final ParentTotalsCodec totals = new ParentTotalsCodec();
  private final ChildStandingCodec standings = new ChildStandingCodec();

  @Test
  void totals_come_back_as_they_were() {
    assertThat(totals.decode("parent", totals.encode(TOTALS))).isEqualTo(TOTALS);
    assertThat(totals.decode("parent", totals.encode(ParentTotals.NONE)))
        .isEqualTo(ParentTotals.NONE);
  }

  @Test
  void a_standing_comes_back_as_it_was() {
    ChildStanding scoredZero = new ChildStanding(-5, true, 0, Long.MAX_VALUE, "EUR");
    ChildStanding unscored = new ChildStanding(1_800_000_000_123L, false, 0, 0, null);

    assertThat(standings.decode("a", standings.encode(scoredZero))).isEqualTo(scoredZero);
    assertThat(standings.decode("a", standings.encode(unscored))).isEqualTo(unscored);
  }

  /** Bytes of version 1 lie in changelogs for ever. */
  @Test
  void bytes_of_version_1_are_read() {
    assertThat(totals.decode("parent", HexFormat.of().parseHex(TOTALS_V1))).isEqualTo(TOTALS);
  }

  @Test
  void what_is_known_of_nobody_is_nothing() {
    assertThat(totals.decode("parent", null)).isEqualTo(ParentTotals.NONE);
    assertThat(standings.decode("a", null)).isNull();
  }

  @Test
  void bytes_of_another_version_are_refused_by_name() {
    assertThatThrownBy(() -> totals.decode("acme", new byte[] {9}))
        .hasMessageContaining("acme")
        .hasMessageContaining("expected version 1, found 9");
    assertThatThrownBy(() -> standings.decode("acme", new byte[] {9}))
        .hasMessageContaining("expected version 1, found 9");
  }

  @Test
  void bytes_cut_short_are_refused() {
    byte[] bytes = totals.encode(TOTALS);
    for (int length = 1; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);

      assertThatThrownBy(() -> totals.decode("acme", cut))
          .as("%d of %d bytes", length, bytes.length)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
