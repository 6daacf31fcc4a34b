package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Damaged bytes are refused with a reason, or read as some account; they never do anything else.
 */
class DamagedStateTest {
  private final AccountStateCodec codec = new AccountStateCodec();
  private final byte[] whole = codec.encode(TypicalAccount.fold("nordwind", 12, 40, 5).state());

  /** A typical account, and what every version wrote of accounts that have more. */
  private List<byte[]> wholes() throws IOException {
    List<byte[]> wholes = new ArrayList<>(List.of(whole));
    for (String name :
        List.of(
            "v1-account",
            "v1-many-users",
            "v2-account",
            "v2-many",
            "v2-override",
            "v3-account",
            "v3-many",
            "v3-override",
            "v3-year",
            "v4-year",
            "v5-account",
            "v5-many",
            "v5-override",
            "v5-year",
            "v6-account",
            "v6-many",
            "v6-override",
            "v6-year")) {
      wholes.add(AccountStateFixturesTest.bytes(name));
    }
    return wholes;
  }

  @Test
  void no_bytes_at_all_are_refused() {
    assertThatThrownBy(() -> codec.decode("nordwind", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "state of account 'nordwind', byte 0 of 0: expected another byte, found the end");
  }

  @Test
  void an_unknown_version_is_refused_by_its_number() {
    assertThatThrownBy(() -> codec.decode("nordwind", new byte[] {99, 0}))
        .hasMessageContaining("expected a version of 1 to 6, found 99");
  }

  @Test
  void bytes_after_the_end_are_refused() {
    byte[] longer = Arrays.copyOf(whole, whole.length + 2);

    assertThatThrownBy(() -> codec.decode("nordwind", longer))
        .hasMessageContaining("expected the end, found 2 more bytes");
  }

  @Test
  void every_truncation_is_refused() throws IOException {
    for (byte[] each : wholes()) {
      for (int length = 0; length < each.length; length++) {
        byte[] truncated = Arrays.copyOf(each, length);

        assertThatThrownBy(() -> codec.decode("nordwind", truncated))
            .as("%d of %d bytes of version %d", length, each.length, each[0])
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("state of account 'nordwind'");
      }
    }
  }

  @Test
  void flipped_bits_are_refused_or_read_and_never_crash() throws IOException {
    List<byte[]> wholes = wholes();
    int refused = 0;
    int rounds = 30_000;
    for (long seed = 0; seed < rounds; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] damaged = wholes.get((int) (seed % wholes.size())).clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      refused += refused(damaged, seed) ? 1 : 0;
    }

    assertThat(refused).isBetween(1, rounds - 1);
  }

  @Test
  void noise_is_refused_or_read_and_never_crashes() {
    for (long seed = 0; seed < 30_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] noise = new byte[random.nextInt(400)];
      random.nextBytes(noise);
      if (noise.length > 1) {
        noise[0] = (byte) (1 + seed % whole[0]);
      }
      refused(noise, seed);
    }
  }

  private boolean refused(byte[] bytes, long seed) {
    try {
      codec.decode("nordwind", bytes);
      return false;
    } catch (IllegalArgumentException expected) {
      assertThat(expected).as("seed %d", seed).hasMessageContaining("state of account 'nordwind'");
      return true;
    }
  }
}
