package dev.customerhealth.state;

import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.account.ScoreHighs;
import java.util.Arrays;

/**
 * The daily highs, as bytes: newest first, each as its difference from the one after it, for from
 * day to day little moves.
 */
final class HighsSection {
  /** More days than any rule looks back; a larger number means damaged bytes. */
  private static final int MAX_HIGHS = 1_000;

  private static final int FIRST_IN_BITS = 3;

  /** The width of the first differences is written as its distance from this. */
  private static final int USUAL_WIDTH = 8;

  private static final int MOST_CODES = 256;
  private static final int CODE_BITS = 8;

  /** The difference of any two numbers of 32 bits, zigzagged. */
  private static final long LARGEST = (1L << 34) - 1;

  private HighsSection() {}

  static void write(ByteWriter out, ScoreHighs highs, MeasurePoints told, int today) {
    out.varint(highs.size());
    MeasurePoints next = told;
    int nextDay = today;
    int width = USUAL_WIDTH;
    for (int i = highs.size() - 1; i >= 0; i--) {
      out.gammaBits(1 + ByteWriter.zigzagged((long) nextDay - highs.day(i)));
      nextDay = highs.day(i);
      width = writeDifference(out, highs.points(i), next, width);
      next = highs.points(i);
    }
    out.endBits();
  }

  /**
   * Which measures moved, as a bit for each of those there were, or, when another came in, as their
   * codes; then by how much. One measure moves far and the others a little when weight is spread
   * anew, so each difference takes as many bits as it needs and not as the largest does.
   *
   * @param usualWidth the width of the differences written before
   * @return that of these
   */
  private static int writeDifference(
      ByteWriter out, MeasurePoints points, MeasurePoints from, int usualWidth) {
    byte[] codes = new byte[points.size() + from.size()];
    long[] differences = new long[codes.length];
    int moved = 0;
    int known = 0;
    long sum = 0;
    for (int i = 0, j = 0; i < points.size() || j < from.size(); ) {
      int code = Math.min(codeAt(points, i), codeAt(from, j));
      boolean wasThere = codeAt(from, j) == code;
      int difference = codeAt(points, i) == code ? points.pointsAt(i++) : 0;
      difference -= wasThere ? from.pointsAt(j++) : 0;
      if (difference != 0) {
        codes[moved] = (byte) code;
        differences[moved] = ByteWriter.zigzagged(difference);
        sum += differences[moved];
        known += wasThere ? 1 : 0;
        moved++;
      }
    }
    writeCodes(out, codes, moved, known == moved ? from : null);
    if (moved == 0) {
      return usualWidth;
    }
    int width = ByteWriter.riceWidth(sum, moved);
    out.gammaBits(1 + ByteWriter.zigzagged((long) width - usualWidth));
    for (int i = 0; i < moved; i++) {
      out.riceBits(differences[i], width);
    }
    return width;
  }

  /** The code at a place; more than any code behind the last. */
  private static int codeAt(MeasurePoints points, int place) {
    return place < points.size() ? points.codeAt(place) : MOST_CODES;
  }

  /**
   * Writes codes.
   *
   * @param known points among whose codes all of these are; null when there are others
   */
  private static void writeCodes(ByteWriter out, byte[] codes, int size, MeasurePoints known) {
    out.bits(known != null ? 1 : 0, 1);
    if (known != null) {
      int next = 0;
      for (int i = 0; i < known.size(); i++) {
        boolean moved = next < size && codes[next] == (byte) known.codeAt(i);
        out.bits(moved ? 1 : 0, 1);
        next += moved ? 1 : 0;
      }
      return;
    }
    out.gammaBits(size);
    for (int i = 0; i < size; i++) {
      out.bits(codes[i], CODE_BITS);
    }
  }

  static ScoreHighs read(ByteReader in, MeasurePoints told, int today, int version) {
    int size = in.upTo(MAX_HIGHS, "daily highs");
    int[] days = new int[size];
    MeasurePoints[] points = new MeasurePoints[size];
    MeasurePoints next = told;
    int nextDay = today;
    boolean inBits = version >= FIRST_IN_BITS;
    int width = USUAL_WIDTH;
    for (int i = size - 1; i >= 0; i--) {
      nextDay -= inBits ? gap(in) : in.smallZigzag("days between highs");
      days[i] = nextDay;
      if (inBits) {
        byte[] moved = readCodes(in, CodeSet.of(next));
        width = moved.length == 0 ? width : width(in, width);
        next = moved(next, moved, readDifferences(in, moved.length, width));
      } else {
        next = readDifferenceOfBytes(in, next, version);
      }
      points[i] = next;
    }
    in.endBits();
    return ScoreHighs.of(days, points);
  }

  private static int gap(ByteReader in) {
    long gap = ByteReader.unzigzagged(in.gammaBits() - 1);
    if (gap != (int) gap) {
      throw in.refused("expected days between highs of 32 bits, found " + gap);
    }
    return (int) gap;
  }

  private static int width(ByteReader in, int usualWidth) {
    long width = usualWidth + ByteReader.unzigzagged(in.gammaBits() - 1);
    if (width < 0 || width >= Integer.SIZE) {
      throw in.refused("expected a width of 0 to 31 bits, found " + width);
    }
    return (int) width;
  }

  private static long[] readDifferences(ByteReader in, int moved, int width) {
    long[] differences = new long[moved];
    for (int i = 0; i < moved; i++) {
      differences[i] = in.riceBits(width, LARGEST);
    }
    return differences;
  }

  private static byte[] readCodes(ByteReader in, byte[] known) {
    byte[] codes = new byte[MOST_CODES];
    int size = 0;
    if (in.bits(1) == 1) {
      for (byte each : known) {
        if (in.bits(1) == 1) {
          codes[size++] = each;
        }
      }
      return Arrays.copyOf(codes, size);
    }
    long count = in.gammaBits();
    if (count > MOST_CODES) {
      throw in.refused("expected at most " + MOST_CODES + " codes, found " + count);
    }
    for (; size < count; size++) {
      codes[size] = (byte) in.bits(CODE_BITS);
      if (size > 0 && Byte.compareUnsigned(codes[size], codes[size - 1]) <= 0) {
        throw in.refused("expected ascending codes, found " + Byte.toUnsignedInt(codes[size]));
      }
    }
    return Arrays.copyOf(codes, size);
  }

  /** As versions 1 and 2 wrote it. */
  private static MeasurePoints readDifferenceOfBytes(
      ByteReader in, MeasurePoints from, int version) {
    byte[] moved = JudgementSection.readCodes(in, version);
    return moved(from, moved, moved.length == 0 ? new long[0] : in.packed(moved.length));
  }

  private static MeasurePoints moved(MeasurePoints from, byte[] moved, long[] differences) {
    byte[] codes = new byte[moved.length + from.size()];
    int[] points = new int[codes.length];
    int count = 0;
    for (int i = 0, j = 0; i < moved.length || j < from.size(); ) {
      int left = i < moved.length ? Byte.toUnsignedInt(moved[i]) : MOST_CODES;
      int code = Math.min(left, codeAt(from, j));
      long value = codeAt(from, j) == code ? from.pointsAt(j++) : 0;
      value += left == code ? ByteReader.unzigzagged(differences[i++]) : 0;
      if (value != 0) {
        codes[count] = (byte) code;
        points[count] = (int) value;
        count++;
      }
    }
    return MeasurePoints.of(Arrays.copyOf(codes, count), Arrays.copyOf(points, count), null);
  }
}
