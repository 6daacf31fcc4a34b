package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.account.ScoreHighs;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Highs that are written on from how they were written before. */
class WrittenHighsTest {
  private static final int DAYS = 25;
  private static final int STEPS = 400;

  @Test
  void highs_written_on_from_those_before_make_the_same_bytes_as_those_written_anew() {
    for (long seed = 0; seed < 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      WrittenHighs written = new WrittenHighs();
      ScoreHighs highs = ScoreHighs.NONE;
      int measures = seed % 3 == 0 ? 1 : 6;
      int most = 0;
      MeasurePoints told = points(random, measures, 0);
      int day = 20_000;
      for (int step = 0; step < STEPS; step++) {
        day += random.nextInt(5) == 0 ? 1 + random.nextInt(2) : 0;
        MeasurePoints now = points(random, measures, day);
        told = random.nextInt(3) == 0 ? now : told;
        highs = highs.heldUntil(day).with(day, now, day - DAYS);
        most = Math.max(most, highs.size());
        if (random.nextInt(4) == 0) {
          continue;
        }
        byte[] bytes = bytes(highs, told, day, written);

        assertThat(bytes)
            .as("seed %d, step %d: %s", seed, step, highs)
            .isEqualTo(bytes(highs, told, day, new WrittenHighs()));
        if (random.nextInt(6) == 0) {
          written = new WrittenHighs();
          highs = read(bytes, told, day, written);
        }
      }
      assertThat(most).as("seed %d", seed).isGreaterThan(7);
    }
  }

  /** As where a shadow model ends and the next moves to its place. */
  @Test
  void highs_of_another_are_not_taken_for_those_that_were_written() {
    SplittableRandom random = new SplittableRandom(5);
    WrittenHighs written = new WrittenHighs();
    for (int i = 0; i < 200; i++) {
      ScoreHighs other = ScoreHighs.NONE;
      MeasurePoints told = null;
      for (int day = 0; day < 12; day++) {
        told = points(random, 6, day);
        other = other.with(day, told, 0);
      }
      assertThat(bytes(other, told, 12, written))
          .isEqualTo(bytes(other, told, 12, new WrittenHighs()));
    }
  }

  private static byte[] bytes(ScoreHighs highs, MeasurePoints told, int day, WrittenHighs written) {
    ByteWriter out = new ByteWriter(1);
    out.oneByte(7);
    HighsSection.write(out, highs, told, day, written);
    out.oneByte(9);
    return out.toBytes();
  }

  private static ScoreHighs read(byte[] bytes, MeasurePoints told, int day, WrittenHighs written) {
    ByteReader in = new ByteReader("acme", bytes);
    assertThat(in.oneByte()).isEqualTo(7);
    ScoreHighs highs = HighsSection.read(in, told, day, AccountStateCodec.VERSION, written);
    assertThat(in.oneByte()).isEqualTo(9);
    in.end();
    return highs;
  }

  /** Points that fall over the days with some noise; now and then a measure more, or far off. */
  private static MeasurePoints points(SplittableRandom random, int measures, int day) {
    int size = random.nextInt(10) == 0 ? measures + 1 : measures;
    byte[] codes = new byte[size];
    int[] points = new int[size];
    boolean far = random.nextInt(4) == 0;
    for (int i = 0; i < size; i++) {
      codes[i] = (byte) (3 * i);
      points[i] = 14_000 - 90 * (day % 50) + random.nextInt(far ? 2_000 : 40 / size);
    }
    return MeasurePoints.of(codes, points, null);
  }
}
