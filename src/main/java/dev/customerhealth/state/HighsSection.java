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
    Difference difference = new Difference();
    for (int i = highs.size() - 1; i >= 0; i--) {
      out.gammaBits(1 + ByteWriter.zigzagged((long) nextDay - highs.day(i)));
      nextDay = highs.day(i);
      difference.take(highs.points(i), next);
      width = difference.write(out, width);
      next = highs.points(i);
    }
    out.endBits();
  }

  /**
   * How points differ from others: which measures moved, and by how much. One for all differences
   * of an account, so that nothing is made for each.
   */
  private static final class Difference {
    private byte[] codes = {};
    private long[] distances = {};

    /** Of the measures that were there, those that moved: a bit each. */
    private long[] marks = {};

    private MeasurePoints from;
    private int moved;
    private boolean allWereThere;
    private long sum;

    void take(MeasurePoints points, MeasurePoints other) {
      from = other;
      moved = 0;
      allWereThere = true;
      sum = 0;
      makeRoom(points.size(), other.size());
      if (points.isOfSameMeasures(other)) {
        takeSame(points, other);
      } else {
        takeOthers(points, other);
      }
    }

    private void makeRoom(int size, int others) {
      if (codes.length < size + others) {
        codes = new byte[size + others];
        distances = new long[size + others];
        marks = new long[1 + (size + others) / Long.SIZE];
      }
      Arrays.fill(marks, 0);
    }

    /** Nearly always, for a measure seldom begins or ceases to count. */
    private void takeSame(MeasurePoints points, MeasurePoints other) {
      for (int i = 0; i < points.size(); i++) {
        int distance = points.pointsAt(i) - other.pointsAt(i);
        if (distance != 0) {
          took(distance);
          mark(i);
        }
      }
    }

    private void takeOthers(MeasurePoints points, MeasurePoints other) {
      int size = points.size();
      int others = other.size();
      for (int i = 0, j = 0; i < size || j < others; ) {
        int left = i < size ? points.codeAt(i) : MOST_CODES;
        int right = j < others ? other.codeAt(j) : MOST_CODES;
        int distance = left <= right ? points.pointsAt(i++) : 0;
        distance -= right <= left ? other.pointsAt(j++) : 0;
        if (distance != 0) {
          codes[moved] = (byte) Math.min(left, right);
          took(distance);
          if (right <= left) {
            mark(j - 1);
          } else {
            allWereThere = false;
          }
        }
      }
    }

    private void took(int distance) {
      distances[moved] = ByteWriter.zigzagged(distance);
      sum += distances[moved++];
    }

    private void mark(int place) {
      marks[place / Long.SIZE] |= 1L << place;
    }

    /**
     * Which measures moved, as a bit for each of those there were, or, when another came in, as
     * their codes; then by how much. One measure moves far and the others a little when weight is
     * spread anew, so each distance takes as many bits as it needs and not as the largest does.
     *
     * @param usualWidth the width of the distances written before
     * @return that of these
     */
    int write(ByteWriter out, int usualWidth) {
      out.bits(allWereThere ? 1 : 0, 1);
      if (allWereThere) {
        writeMarks(out);
      } else {
        writeCodes(out);
      }
      if (moved == 0) {
        return usualWidth;
      }
      int width = ByteWriter.riceWidth(sum, moved);
      out.gammaBits(1 + ByteWriter.zigzagged((long) width - usualWidth));
      for (int i = 0; i < moved; i++) {
        out.riceBits(distances[i], width);
      }
      return width;
    }

    private void writeMarks(ByteWriter out) {
      for (int first = 0; first < from.size(); first += Long.SIZE) {
        out.bits(marks[first / Long.SIZE], Math.min(from.size() - first, Long.SIZE));
      }
    }

    private void writeCodes(ByteWriter out) {
      out.gammaBits(moved);
      for (int i = 0; i < moved; i++) {
        out.bits(codes[i], CODE_BITS);
      }
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
        byte[] moved = in.bits(1) == 1 ? readMarks(in, next) : readCodes(in);
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
