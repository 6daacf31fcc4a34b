package dev.customerhealth.state;

import dev.customerhealth.domain.account.MeasurePoints;
import java.util.Arrays;

/**
 * How points differ from others: which measures moved, and by how much. One for all differences of
 * an account, so that nothing is made for each.
 */
final class PointsDifference {
  /** A code is below this number. */
  static final int MOST_CODES = 256;

  static final int CODE_BITS = 8;

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
   * Which measures moved, as a bit for each of those there were, or, when another came in, as their
   * codes; then by how much. One measure moves far and the others a little when weight is spread
   * anew, so each distance takes as many bits as it needs and not as the largest does.
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
