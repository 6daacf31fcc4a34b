package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.domain.account.Counter;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BitsTest {
  private static final int NUMBERS = 60;

  @Test
  void bits_of_any_width_are_read_as_they_were_written_and_the_next_byte_follows() {
    for (long seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int[] widths = random.ints(NUMBERS, 0, Long.SIZE + 1).toArray();
      long[] values = random.longs(NUMBERS).toArray();
      ByteWriter out = new ByteWriter(1);
      for (int i = 0; i < NUMBERS; i++) {
        out.bits(values[i], widths[i]);
      }
      out.endBits();
      out.oneByte(0xa5);

      ByteReader in = new ByteReader("acme", out.toBytes());
      for (int i = 0; i < NUMBERS; i++) {
        long lowest = widths[i] == 0 ? 0 : values[i] & (-1L >>> (Long.SIZE - widths[i]));
        assertThat(in.bits(widths[i])).as("seed %d, number %d", seed, i).isEqualTo(lowest);
      }
      in.endBits();
      assertThat(in.oneByte()).as("seed %d", seed).isEqualTo(0xa5);
      in.end();
    }
  }

  @Test
  void columns_are_read_as_they_were_written_also_at_the_end_of_the_bytes() {
    for (long seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long most = 1L << random.nextInt(Long.SIZE - 1);
      long least = random.nextBoolean() ? 0 : most / 2;
      long[] column = random.longs(random.nextInt(1, 40), least, most + 1).toArray();
      ByteWriter out = new ByteWriter(1);
      out.packed(column);
      int padding = random.nextInt(12);
      for (int i = 0; i < padding; i++) {
        out.oneByte(i);
      }

      ByteReader in = new ByteReader("acme", out.toBytes());
      assertThat(in.packed(column.length)).as("seed %d", seed).isEqualTo(column);
      for (int i = 0; i < padding; i++) {
        assertThat(in.oneByte()).as("seed %d", seed).isEqualTo(i);
      }
      in.end();
    }
  }

  @Test
  void numbers_about_a_size_are_read_as_they_were_written_also_large_ones_and_at_the_end() {
    for (long seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int width = random.nextInt(20);
      long[] numbers = new long[random.nextInt(1, 40)];
      ByteWriter out = new ByteWriter(1);
      out.bits(1, 3);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = random.nextLong(random.nextInt(9) == 0 ? 200L << width : 2L << width);
        out.riceBits(numbers[i], width);
      }
      out.endBits();
      int padding = random.nextInt(12);
      for (int i = 0; i < padding; i++) {
        out.oneByte(i);
      }

      ByteReader in = new ByteReader("acme", out.toBytes());
      in.bits(3);
      assertThat(in.riceBits(numbers.length, width, 200L << width))
          .as("seed %d", seed)
          .isEqualTo(numbers);
      in.endBits();
      for (int i = 0; i < padding; i++) {
        assertThat(in.oneByte()).as("seed %d", seed).isEqualTo(i);
      }
      in.end();
    }
  }

  @Test
  void counters_in_another_order_are_each_still_one_and_all_still_all() {
    for (Counter counter : Counter.all()) {
      long bit = 1L << counter.code();

      assertThat(Long.bitCount(PastDaysSection.usualFirst(bit))).isOne();
      assertThat(PastDaysSection.byCode(PastDaysSection.usualFirst(bit))).isEqualTo(bit);
    }
    assertThat(PastDaysSection.usualFirst(PastDaysSection.ALL)).isEqualTo(PastDaysSection.ALL);
  }

  @Test
  void bits_beyond_the_end_are_refused() {
    ByteWriter out = new ByteWriter();
    out.bits(0, 40);
    out.endBits();
    byte[] bytes = Arrays.copyOf(out.toBytes(), 4);

    ByteReader in = new ByteReader("acme", bytes);

    assertThatThrownBy(() -> in.bits(40)).hasMessageContaining("expected another byte");
    assertThatThrownBy(() -> new ByteReader("acme", bytes).gammaBits())
        .hasMessageContaining("expected another byte");
  }
}
