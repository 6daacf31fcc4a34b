package dev.customerhealth.state;

import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.account.ScoreHighs;
import java.util.Arrays;

/**
 * Daily highs as they were written or read last. An event changes the score now, and with it how
 * far the high before is from it; those before that one stay what they are for days, and so do
 * their bits.
 *
 * <p>One per account and model in memory. Not safe for use by several threads.
 */
final class WrittenHighs {
  /** A place is where a high begins, in bits, and the width of the differences before it. */
  private static final int WIDTH_BITS = 5;

  private static final int WIDTH = (1 << WIDTH_BITS) - 1;

  private ScoreHighs highs = ScoreHighs.NONE;

  /** At least eight, with nothing behind the last bit. */
  private byte[] bytes = {};

  private int[] places = {};
  private int end;

  /**
   * Remembers how highs are written.
   *
   * @param places one per high, as {@link #place} makes them, in bits from the first of the bytes
   * @param end where the last of the bits is
   */
  void remember(ScoreHighs written, byte[] as, int[] places, int end) {
    this.highs = written;
    this.bytes = as.length < Long.BYTES ? Arrays.copyOf(as, Long.BYTES) : as;
    this.places = places;
    this.end = end;
  }

  /**
   * @param begin where a high begins, in bits
   * @param width of the differences before it
   */
  static int place(int begin, int width) {
    return begin << WIDTH_BITS | width;
  }

  /**
   * Writes highs bit by bit, newest first, each as its difference from the one after it, until one
   * comes that was written like that before, as were all behind it.
   *
   * @param told the points that the newest is written by
   */
  void write(ByteWriter out, ScoreHighs wanted, MeasurePoints told, int today) {
    int same = same(wanted);
    int[] found = same < wanted.size() - 1 ? new int[wanted.size()] : null;
    int from = out.size();
    PointsDifference difference = new PointsDifference();
    MeasurePoints next = told;
    int nextDay = today;
    int width = HighsSection.USUAL_WIDTH;
    int i = wanted.size() - 1;
    while (i >= 0 && !(i < same - 1 && (places[i] & WIDTH) == width)) {
      if (found != null) {
        found[i] = place(out.bitsSince(from), width);
      }
      out.gammaBits(1 + ByteWriter.zigzagged((long) nextDay - wanted.day(i)));
      nextDay = wanted.day(i);
      difference.take(wanted.points(i), next);
      width = difference.write(out, width);
      next = wanted.points(i);
      i--;
    }
    int copied = out.bitsSince(from);
    if (i >= 0) {
      int begin = places[i] >>> WIDTH_BITS;
      out.bits(bytes, begin, end);
      for (; found != null && i >= 0; i--) {
        found[i] = places[i] + place(copied - begin, 0);
      }
    }
    int written = out.bitsSince(from);
    out.endBits();
    if (found != null) {
      remember(wanted, out.since(from), found, written);
    }
  }

  /** How many of the oldest are those that were written, each by the one after it but the last. */
  @SuppressWarnings("ReferenceEquality") // equal but not the same is written again, and is the same
  private int same(ScoreHighs wanted) {
    int most = Math.min(wanted.size(), highs.size());
    int same = 0;
    while (same < most
        && wanted.points(same) == highs.points(same)
        && wanted.day(same) == highs.day(same)) {
      same++;
    }
    return same;
  }
}
