package dev.customerhealth.state;

import dev.customerhealth.domain.account.MeasurePoints;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes small numbers in few bytes: varints, zigzag varints, and groups packed bit by bit. */
final class ByteWriter {
  private static final int INITIAL_CAPACITY = 768;
  private static final int SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;
  private static final int BYTE_SHIFT = 3;
  private static final long THOUSAND = 1000;
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** No number is written like this: 0 has a shorter form among the whole thousands. */
  static final long NO_VALUE = 1;

  /** Bits that say how long a number is; the longest length says that all of it follows. */
  static final int LENGTH_BITS = 5;

  static final int LONG_LENGTH = (1 << LENGTH_BITS) - 1;

  /** Set in the width of a packed group that is written as distances from its smallest number. */
  static final int DISTANCES = 0x80;

  private byte[] bytes;
  private int size;
  private long pending;
  private int pendingBits;

  ByteWriter() {
    this(INITIAL_CAPACITY);
  }

  /**
   * @param expected so many bytes are likely to be written
   */
  ByteWriter(int expected) {
    bytes = new byte[expected];
  }

  /** Begins anew, in the room there is. */
  void clear() {
    size = 0;
    pending = 0;
    pendingBits = 0;
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  void oneByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  /** How many bytes there are. */
  int size() {
    return size;
  }

  /** Bytes as they are, from a place on. */
  void bytes(byte[] values, int from) {
    int length = values.length - from;
    ensure(length);
    System.arraycopy(values, from, bytes, size, length);
    size += length;
  }

  /** Bytes as they are. */
  void bytes(byte[] values) {
    ensure(values.length);
    System.arraycopy(values, 0, bytes, size, values.length);
    size += values.length;
  }

  /** What another wrote. */
  void bytes(ByteWriter other) {
    ensure(other.size);
    System.arraycopy(other.bytes, 0, bytes, size, other.size);
    size += other.size;
  }

  /** Seven bits a byte, lowest first; a negative number takes ten bytes. */
  void varint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~SEVEN_BITS) != 0) {
      bytes[size++] = (byte) ((rest & SEVEN_BITS) | MORE);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** A varint for numbers around zero. */
  void zigzag(long value) {
    varint(zigzagged(value));
  }

  /** Numbers around zero as small numbers that are not negative: 0, -1, 1, -2 as 0, 1, 2, 3. */
  static long zigzagged(long value) {
    return value << 1 ^ value >> 63;
  }

  /** A text, or null. */
  void text(String value) {
    if (value == null) {
      varint(0);
      return;
    }
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    varint(encoded.length + 1L);
    bytes(encoded);
  }

  /** A text, or null; in five bits a letter where those do. */
  void shortText(String value) {
    if (value == null) {
      varint(0);
      return;
    }
    int fives = FewLetters.fives(value);
    if (fives > 0) {
      varint((long) fives << 1 | 1);
      FewLetters.write(this, value);
      return;
    }
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    varint((encoded.length + 1L) << 1);
    bytes(encoded);
  }

  /** The lowest bits of a value, after those before; ends with {@link #endBits()}. */
  void bits(long value, int width) {
    if (width == 0) {
      return;
    }
    long wanted = value & (-1L >>> (Long.SIZE - width));
    pending |= wanted << pendingBits;
    pendingBits += width;
    if (pendingBits >= Long.SIZE) {
      ensure(Long.BYTES);
      EIGHT_BYTES.set(bytes, size, pending);
      size += Long.BYTES;
      pendingBits -= Long.SIZE;
      // Shifted in two steps, for of a shift by 64 nothing would be done.
      pending = wanted >>> 1 >>> (width - pendingBits - 1);
    }
  }

  /** Some bits of at least eight bytes, from a first to one behind the last. */
  void bits(byte[] from, int begin, int end) {
    int at = begin;
    while (at < end) {
      int index = Math.max(0, Math.min(at >>> BYTE_SHIFT, from.length - Long.BYTES));
      int bit = at - index * Byte.SIZE;
      int count = Math.min(Long.SIZE - bit, end - at);
      bits((long) EIGHT_BYTES.get(from, index) >>> bit, count);
      at += count;
    }
  }

  /** How many bits there are behind so many bytes. */
  int bitsSince(int from) {
    return (size - from) * Byte.SIZE + pendingBits;
  }

  /** A copy of the bytes behind so many. */
  byte[] since(int from) {
    return Arrays.copyOfRange(bytes, from, size);
  }

  /** Fills up the byte that {@link #bits} began. */
  void endBits() {
    for (; pendingBits > 0; pendingBits -= Byte.SIZE) {
      oneByte((int) pending);
      pending >>>= Byte.SIZE;
    }
    pending = 0;
    pendingBits = 0;
  }

  /**
   * Numbers that are not negative, each in as many bits as the largest needs, or, where that saves
   * bits, as its distance from the smallest.
   */
  void packed(long[] values) {
    long largest = 0;
    long smallest = Long.MAX_VALUE;
    for (long value : values) {
      largest = Math.max(largest, value);
      smallest = Math.min(smallest, value);
    }
    int width = width(largest);
    int distanceWidth = width(largest - smallest);
    boolean distances =
        values.length > 1
            && (width - distanceWidth) * values.length > Byte.SIZE * ((width + 6) / 7);
    if (distances) {
      oneByte(DISTANCES | distanceWidth);
      varint(smallest);
      distances(values, smallest, distanceWidth);
    } else {
      oneByte(width);
      distances(values, 0, width);
    }
    endBits();
  }

  /**
   * Differences from other numbers as {@link #packed} writes their distances from the least of
   * them, without making these first.
   *
   * @param width bits of the largest distance
   */
  void packedDifferences(long[] values, long[] others, long least, int width) {
    oneByte(width);
    for (int i = 0; i < values.length; i++) {
      bits(values[i] - others[i] - least, width);
    }
    endBits();
  }

  /** Bits that a number takes, as an unsigned one; 0 for 0. */
  static int width(long number) {
    return Long.SIZE - Long.numberOfLeadingZeros(number);
  }

  private void distances(long[] values, long base, int width) {
    if (width == 0) {
      return;
    }
    ensure((values.length * width + pendingBits) / Byte.SIZE + Long.BYTES);
    long gathered = pending;
    int gatheredBits = pendingBits;
    for (long value : values) {
      long distance = value - base;
      gathered |= distance << gatheredBits;
      gatheredBits += width;
      if (gatheredBits >= Long.SIZE) {
        EIGHT_BYTES.set(bytes, size, gathered);
        size += Long.BYTES;
        gatheredBits -= Long.SIZE;
        gathered = distance >>> 1 >>> (width - gatheredBits - 1);
      }
    }
    pending = gathered;
    pendingBits = gatheredBits;
  }

  /** A number of at least 1 in 2 log2(number) + 1 bits: one bit for 1. */
  void gammaBits(long value) {
    int width = width(value);
    if (2 * width <= Integer.SIZE) {
      bits(1L << (width - 1) | value << width, 2 * width - 1);
      return;
    }
    bits(0, width - 1);
    bits(1, 1);
    bits(value, width - 1);
  }

  /** A number of at least 1 that is rather large: its length, and what is below its highest bit. */
  void deltaBits(long value) {
    int width = width(value);
    gammaBits(width);
    bits(value, width - 1);
  }

  /**
   * A number of any size that is mostly about 2^width: its lowest bits as they are, and before them
   * a zero for every time 2^width fits (Rice's code).
   */
  void riceBits(long value, int width) {
    long times = value >>> width;
    if (times + width < Integer.SIZE) {
      bits(1L << times | value << (times + 1), (int) times + 1 + width);
      return;
    }
    for (; times > 0; times--) {
      bits(0, 1);
    }
    bits(1, 1);
    bits(value, width);
  }

  /** Bits of a width of {@link #riceBits}. */
  static final int RICE_WIDTH_BITS = 5;

  /** The width that makes {@link #riceBits} of some numbers short: about their mean. */
  static int riceWidth(long sum, int count) {
    long mean = count == 0 ? 0 : sum / count;
    return mean < 2 ? 0 : Math.min(31, Long.SIZE - 1 - Long.numberOfLeadingZeros(mean));
  }

  /**
   * A number around zero, whole thousands in fewer bits than others: its length, its sign, whether
   * it is whole thousands, and what is below its highest bit.
   */
  void thousandthsBits(long value) {
    boolean whole = value % THOUSAND == 0;
    long written = whole ? value / THOUSAND : value;
    int length = width(Math.abs(written));
    if (value == MeasurePoints.NO_VALUE || length >= LONG_LENGTH) {
      bits(LONG_LENGTH, LENGTH_BITS);
      bits(value, Long.SIZE);
      return;
    }
    if (length == 0) {
      bits(0, LENGTH_BITS);
      return;
    }
    long signs = (written < 0 ? 1L : 0L) | (whole ? 2L : 0L);
    long belowHighest = Math.abs(written) ^ (1L << (length - 1));
    bits(
        length | (signs << LENGTH_BITS) | (belowHighest << (LENGTH_BITS + 2)),
        LENGTH_BITS + 2 + length - 1);
  }

  /** Numbers around zero, whole thousands in fewer bytes than others. */
  void thousandths(long value) {
    if (value == MeasurePoints.NO_VALUE) {
      zigzag(NO_VALUE);
    } else if (value % THOUSAND == 0) {
      zigzag(value / THOUSAND * 2);
    } else {
      zigzag(value * 2 + 1);
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
