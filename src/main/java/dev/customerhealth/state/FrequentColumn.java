package dev.customerhealth.state;

/**
 * Counts of one kind on every day, as they are written: by themselves, or by those of others they
 * are much like. Tried for every column whenever a day has passed, so no numbers are made but those
 * of its bytes.
 */
final class FrequentColumn {
  /** By itself. */
  static final int PLAIN = 0;

  /** As its differences from the column before. */
  static final int LIKE_BEFORE = 1;

  /** As its differences from so many eighths of the first column. */
  static final int TIMES_FIRST = 2;

  /** How finely it is told how many times the first a column is. */
  static final int EIGHTHS = 8;

  private final int mode;
  private final long head;
  private final int width;
  private final long[] column;
  private final long[] other;

  /**
   * @param mode which way
   * @param head the least of the differences, or how many eighths of the first column it is; none
   *     when plain
   * @param width in how many bits a difference is written, or about; none when plain
   * @param column the counts
   * @param other those by which it is written; itself when plain
   */
  private FrequentColumn(int mode, long head, int width, long[] column, long[] other) {
    this.mode = mode;
    this.head = head;
    this.width = width;
    this.column = column;
    this.other = other;
  }

  /**
   * The way that takes fewest bits.
   *
   * @param column the counts
   * @param first those of the first column; null when it is this
   * @param before those of the column before; null when there is none
   */
  static FrequentColumn of(long[] column, long[] first, long[] before) {
    if (first == null) {
      return new FrequentColumn(PLAIN, 0, 0, column, column);
    }
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    long leastUnlike = Long.MAX_VALUE;
    long mostUnlike = Long.MIN_VALUE;
    for (int i = 0; i < column.length; i++) {
      long count = column[i];
      long unlike = count - before[i];
      least = Math.min(least, count);
      most = Math.max(most, count);
      leastUnlike = Math.min(leastUnlike, unlike);
      mostUnlike = Math.max(mostUnlike, unlike);
    }
    int size = column.length;
    long bits = (long) ByteWriter.width(most - least) * size;
    int unlikeWidth = ByteWriter.width(mostUnlike - leastUnlike);
    long unlikeBits = (long) unlikeWidth * size + Byte.SIZE;
    long ratio = ratio(column, first);
    int beyondWidth = beyondWidth(column, first, ratio);
    long beyondBits = beyondBits(column, first, ratio, beyondWidth) + Byte.SIZE;
    if (unlikeBits <= Math.min(bits, beyondBits)) {
      return new FrequentColumn(LIKE_BEFORE, leastUnlike, unlikeWidth, column, before);
    }
    return beyondBits < bits
        ? new FrequentColumn(TIMES_FIRST, ratio, beyondWidth, column, first)
        : new FrequentColumn(PLAIN, 0, 0, column, column);
  }

  /** One of {@link #PLAIN}, {@link #LIKE_BEFORE}, {@link #TIMES_FIRST}. */
  int mode() {
    return mode;
  }

  /** Writes what the way needs to know, and the numbers. */
  void write(ByteWriter out) {
    switch (mode) {
      case TIMES_FIRST -> {
        out.varint(head);
        writeBeyond(out);
      }
      case LIKE_BEFORE -> {
        out.zigzag(head);
        out.packedDifferences(column, other, head, width);
      }
      default -> out.packed(column);
    }
  }

  /**
   * Differences from so many eighths of another, in bits about as many as the numbers spread over,
   * where some of them lie far off.
   */
  private void writeBeyond(ByteWriter out) {
    out.bits(width, ByteWriter.RICE_WIDTH_BITS);
    for (int i = 0; i < column.length; i++) {
      out.riceBits(beyond(column[i], other[i], head), width);
    }
    out.endBits();
  }

  /** How many bits {@link #writeBeyond} takes but for the width. */
  private static long beyondBits(long[] column, long[] other, long ratio, int width) {
    long bits = (1L + width) * column.length;
    for (int i = 0; i < column.length; i++) {
      bits += beyond(column[i], other[i], ratio) >>> width;
    }
    return bits;
  }

  private static int beyondWidth(long[] column, long[] other, long ratio) {
    long sum = 0;
    for (int i = 0; i < column.length; i++) {
      sum += beyond(column[i], other[i], ratio);
    }
    return ByteWriter.riceWidth(sum, column.length);
  }

  /** Zigzagged. */
  private static long beyond(long count, long other, long ratio) {
    return ByteWriter.zigzagged(count - other * ratio / EIGHTHS);
  }

  private static long sum(long[] numbers) {
    long sum = 0;
    for (long number : numbers) {
      sum += number;
    }
    return sum;
  }

  /** How many times another column a column is, in eighths. */
  private static long ratio(long[] column, long[] other) {
    long otherSum = sum(other);
    return (sum(column) * EIGHTHS + otherSum / 2) / otherSum;
  }
}
