package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FewLettersTest {
  private static final String ALL =
      "abcdefghijklmnopqrstuvwxyz .@-ABCDEFGHIJKLMNOPQRSTUVWXYZ_&,'/+0123456789():;#%=!?\"*";

  private static byte[] written(String text) {
    ByteWriter out = new ByteWriter(1);
    out.shortText(text);
    return out.toBytes();
  }

  private static String read(byte[] bytes) {
    ByteReader in = new ByteReader("acme", bytes);
    String text = in.shortText();
    in.end();
    return text;
  }

  @Test
  void any_text_comes_back_as_it_was() {
    for (long seed = 0; seed < 3_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      boolean foreign = random.nextInt(4) == 0;
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(90); left > 0; left--) {
        text.append(
            foreign && random.nextInt(9) == 0
                ? (char) random.nextInt(1, 0xd800)
                : ALL.charAt(random.nextInt(random.nextBoolean() ? 30 : ALL.length())));
      }

      assertThat(read(written(text.toString()))).as("seed %d", seed).isEqualTo(text.toString());
    }
    assertThat(read(written(null))).isNull();
    assertThat(read(written(""))).isEmpty();
  }

  /** With a byte for the length. */
  @ParameterizedTest
  @CsvSource({
    "anna@example.com, 11",
    "Nordwind GmbH, 11",
    "csm-17, 6",
    "ACME, 5",
    "Müller, 8",
  })
  void a_text_takes_five_bits_a_letter_where_that_is_shorter(String text, int bytes) {
    assertThat(written(text))
        .hasSize(bytes)
        .hasSizeLessThanOrEqualTo(1 + text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void numbers_that_stand_for_no_letter_are_refused() {
    ByteWriter half = new ByteWriter(1);
    half.varint(1 << 1 | 1);
    half.bits(30, 5);
    half.endBits();
    ByteWriter none = new ByteWriter(1);
    none.varint(2 << 1 | 1);
    none.bits(31 | 31 << 5, 10);
    none.endBits();
    ByteWriter beyond = new ByteWriter(1);
    beyond.varint(Long.MAX_VALUE);

    assertThatThrownBy(() -> read(half.toBytes()))
        .hasMessageContaining("expected another letter, found the end of a text");
    assertThatThrownBy(() -> read(none.toBytes()))
        .hasMessageContaining("expected a letter, found 31");
    assertThatThrownBy(() -> read(beyond.toBytes())).hasMessageContaining("found the end");
  }
}
