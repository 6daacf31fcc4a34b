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
  static final int USUAL_WIDTH = 8;

  private static final int MOST_CODES = PointsDifference.MOST_CODES;
  private static final int CODE_BITS = PointsDifference.CODE_BITS;

  /** The difference of any two numbers of 32 bits, zigzagged. */
  private static final long LARGEST = (1L << 34) - 1;

  private HighsSection() {}

  /**
   * Writes highs.
   *
   * @param told the score told last, by which the newest is written
   */
  static void write(
      ByteWriter out, ScoreHighs highs, MeasurePoints told, int today, WrittenHighs written) {
    out.varint(highs.size());
    written.write(out, highs, told, today);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param written remembers what was read
   */
  static ScoreHighs read(
      ByteReader in, MeasurePoints told, int today, int version, WrittenHighs written) {
    int size = in.upTo(MAX_HIGHS, "daily highs");
    int[] days = new int[size];
    MeasurePoints[] points = new MeasurePoints[size];
    MeasurePoints next = told;
    int nextDay = today;
    boolean inBits = version >= FIRST_IN_BITS;
    int from = in.position();
    int[] places = new int[size];
    DifferenceReader differences = new DifferenceReader(in);
    for (int i = size - 1; i >= 0; i--) {
      places[i] = WrittenHighs.place(in.bitsSince(from), differences.width);
      nextDay -= inBits ? gap(in) : in.smallZigzag("days between highs");
      days[i] = nextDay;
      next = inBits ? differences.next(next) : readDifferenceOfBytes(in, next, version);
      points[i] = next;
    }
    int end = in.bitsSince(from);
    in.endBits();
    ScoreHighs highs = ScoreHighs.of(days, points);
    if (inBits) {
      written.remember(highs, in.since(from), places, end);
    }
    return highs;
  }

  /** Reads what {@link PointsDifference} wrote, one after another. */
  private static final class DifferenceReader {
    private final ByteReader in;
    private int width = USUAL_WIDTH;

    DifferenceReader(ByteReader in) {
      this.in = in;
    }

    MeasurePoints next(MeasurePoints from) {
      boolean allWereThere = in.bits(1) == 1;
      if (allWereThere && from.size() <= Long.SIZE) {
        return ofThoseThere(from);
      }
      byte[] moved = allWereThere ? readMarks(in, from) : readCodes(in);
      readWidth(moved.length);
      return moved(from, moved, readDifferences(in, moved.length, width));
    }

    /** Nearly always, and for every high of an account: nothing is made but the points. */
    private MeasurePoints ofThoseThere(MeasurePoints from) {
      long marks = in.bits(from.size());
      readWidth(Long.bitCount(marks));
      int[] points = new int[from.size()];
      int counting = 0;
      for (int i = 0; i < points.length; i++) {
        points[i] = from.pointsAt(i);
        if ((marks >>> i & 1) != 0) {
          points[i] += (int) ByteReader.unzigzagged(in.riceBits(width, LARGEST));
        }
        counting += points[i] == 0 ? 0 : 1;
      }
      return counting == points.length ? from.ofSameMeasures(points) : counting(from, points);
    }

    private void readWidth(int moved) {
      width = moved == 0 ? width : width(in, width);
    }
  }

  /** Without the measures that add nothing. */
  private static MeasurePoints counting(MeasurePoints from, int[] points) {
    byte[] codes = new byte[points.length];
    int[] left = new int[points.length];
    int count = 0;
    for (int i = 0; i < points.length; i++) {
      if (points[i] != 0) {
        codes[count] = (byte) from.codeAt(i);
        left[count++] = points[i];
      }
    }
    return MeasurePoints.of(Arrays.copyOf(codes, count), Arrays.copyOf(left, count), null);
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

  private static byte[] readMarks(ByteReader in, MeasurePoints known) {
    byte[] codes = new byte[known.size()];
    int size = 0;
    for (int first = 0; first < codes.length; first += Long.SIZE) {
      long marks = in.bits(Math.min(codes.length - first, Long.SIZE));
      for (long left = marks; left != 0; left &= left - 1) {
        codes[size++] = (byte) known.codeAt(first + Long.numberOfTrailingZeros(left));
      }
    }
    return Arrays.copyOf(codes, size);
  }

  private static byte[] readCodes(ByteReader in) {
    long count = in.gammaBits();
    if (count < 0 || count > MOST_CODES) {
      throw in.refused("expected at most " + MOST_CODES + " codes, found " + count);
    }
    byte[] codes = new byte[(int) count];
    for (int i = 0; i < count; i++) {
      codes[i] = (byte) in.bits(CODE_BITS);
      if (i > 0 && Byte.compareUnsigned(codes[i], codes[i - 1]) <= 0) {
        throw in.refused("expected ascending codes, found " + Byte.toUnsignedInt(codes[i]));
      }
    }
    return codes;
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
      int right = j < from.size() ? from.codeAt(j) : MOST_CODES;
      long value = right <= left ? from.pointsAt(j++) : 0;
      value += left <= right ? ByteReader.unzigzagged(differences[i++]) : 0;
      if (value != 0) {
        codes[count] = (byte) Math.min(left, right);
        points[count] = (int) value;
        count++;
      }
    }
    int[] after = Arrays.copyOf(points, count);
    return from.isOfMeasures(codes, count)
        ? from.ofSameMeasures(after)
        : MeasurePoints.of(Arrays.copyOf(codes, count), after, null);
  }
}
