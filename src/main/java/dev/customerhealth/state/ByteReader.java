package dev.customerhealth.state;

import dev.customerhealth.domain.account.MeasurePoints;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote, and says where and why bytes are none of that. */
final class ByteReader {
  private static final int SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;
  private static final int BYTE = 0xff;
  private static final int BYTE_SHIFT = 3;
  private static final int BITS_OF_BYTE = Byte.SIZE - 1;
  private static final long THOUSAND = 1000;
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bits that are in eight bytes wherever in the first of them they begin. */
  private static final int MOST_AT_ONCE = Long.SIZE - Byte.SIZE + 1;

  private final String accountId;
  private final byte[] bytes;
  private int position;

  /** Bits read of the byte at the position. */
  private int bit;

  ByteReader(String accountId, byte[] bytes) {
    this.accountId = accountId;
    this.bytes = bytes;
  }

  /** The refusal of these bytes at this place. */
  IllegalArgumentException refused(String expectedAndFound) {
    return new IllegalArgumentException(
        "state of account '"
            + accountId
            + "', byte "
            + position
            + " of "
            + bytes.length
            + ": "
            + expectedAndFound);
  }

  /** Where the next byte is, while no bits are being read. */
  int position() {
    return position;
  }

  /** How many bits were read since a position. */
  int bitsSince(int from) {
    return (position - from) * Byte.SIZE + bit;
  }

  /** A copy of the bytes read since a position. */
  byte[] since(int from) {
    return Arrays.copyOfRange(bytes, from, position);
  }

  /** Whether anything is left to read. */
  boolean hasMore() {
    return position < bytes.length;
  }

  /** Whether the next byte is a certain one. */
  boolean isAt(int value) {
    return position < bytes.length && (bytes[position] & BYTE) == value;
  }

  /** Whether the next byte is at least so much. */
  boolean isAtLeast(int value) {
    return position < bytes.length && (bytes[position] & BYTE) >= value;
  }

  /** A length, and so many bytes. */
  byte[] bytes(String what) {
    int length = upTo(bytes.length, "the length of " + what);
    if (length > bytes.length - position) {
      throw refused("expected " + length + " bytes of " + what + ", found the end");
    }
    int from = position;
    position += length;
    return since(from);
  }

  int oneByte() {
    if (position >= bytes.length) {
      throw refused("expected another byte, found the end");
    }
    return bytes[position++] & BYTE;
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = oneByte();
      value |= (long) (next & SEVEN_BITS) << shift;
      if ((next & MORE) == 0) {
        return value;
      }
    }
    throw refused("expected a number of at most ten bytes, found a longer one");
  }

  long zigzag() {
    return unzigzagged(varint());
  }

  /** The opposite of {@link ByteWriter#zigzagged}. */
  static long unzigzagged(long value) {
    return value >>> 1 ^ -(value & 1);
  }

  int smallZigzag(String what) {
    long value = zigzag();
    if (value != (int) value) {
      throw refused("expected " + what + " of 32 bits, found " + value);
    }
    return (int) value;
  }

  /** A number from 0 to a maximum. */
  int upTo(int maximum, String what) {
    long value = varint();
    if (value < 0 || value > maximum) {
      throw refused("expected " + what + " of 0 to " + maximum + ", found " + value);
    }
    return (int) value;
  }

  /** Bits, none of them outside a mask. */
  long mask(long all, String what) {
    long value = varint();
    if ((value & ~all) != 0) {
      throw refused("expected bits of " + what + ", found " + Long.toBinaryString(value));
    }
    return value;
  }

  /** A text, or null. */
  String text() {
    int length = upTo(bytes.length - position + 1, "the length of a text") - 1;
    if (length < 0) {
      return null;
    }
    if (length > bytes.length - position) {
      throw refused("expected a text of " + length + " bytes, found the end");
    }
    String value = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  /** What {@link ByteWriter#shortText} wrote. */
  String shortText() {
    long head = varint();
    if (head == 0) {
      return null;
    }
    boolean inFewLetters = (head & 1) != 0;
    long length = inFewLetters ? head >>> 1 : (head >>> 1) - 1;
    long left = (long) bytes.length - position;
    if (length < 0 || length > (inFewLetters ? left * Byte.SIZE : left)) {
      throw refused("expected a text of " + length + " letters, found the end");
    }
    if (inFewLetters) {
      return FewLetters.read(this, (int) length);
    }
    String value = new String(bytes, position, (int) length, StandardCharsets.UTF_8);
    position += (int) length;
    return value;
  }

  long bits(int width) {
    if (width > MOST_AT_ONCE) {
      long low = bits(Integer.SIZE);
      return low | bits(width - Integer.SIZE) << Integer.SIZE;
    }
    long value = ahead() & ((1L << width) - 1);
    skip(width);
    return value;
  }

  /** The bits that come next, lowest first, at least {@link #MOST_AT_ONCE}; zeros after the end. */
  private long ahead() {
    return bytes.length - position >= Long.BYTES
        ? (long) EIGHT_BYTES.get(bytes, position) >>> bit
        : lastBytes() >>> bit;
  }

  private long lastBytes() {
    long last = 0;
    for (int i = bytes.length - 1; i >= position; i--) {
      last = (last << Byte.SIZE) | (bytes[i] & BYTE);
    }
    return last;
  }

  private void skip(int bits) {
    int end = bit + bits;
    position += end >>> BYTE_SHIFT;
    bit = end & BITS_OF_BYTE;
    if (position + ((bit + BITS_OF_BYTE) >>> BYTE_SHIFT) > bytes.length) {
      position = bytes.length;
      bit = 0;
      throw refused("expected another byte, found the end");
    }
  }

  /** Leaves out what is left of a byte of which bits were read. */
  void endBits() {
    position += bit > 0 ? 1 : 0;
    bit = 0;
  }

  long[] packed(int count) {
    int head = oneByte();
    int width = head & ~ByteWriter.DISTANCES;
    if (width >= Long.SIZE) {
      throw refused("expected a width of 0 to 63 bits, found " + width);
    }
    long base = (head & ByteWriter.DISTANCES) != 0 ? varint() : 0;
    long[] values = new long[count];
    boolean within = position + count * width / Byte.SIZE <= bytes.length - Long.BYTES;
    if (within && width <= MOST_AT_ONCE) {
      long mask = (1L << width) - 1;
      for (int i = 0, at = 0; i < count; i++, at += width) {
        long ahead = (long) EIGHT_BYTES.get(bytes, position + (at >>> BYTE_SHIFT));
        values[i] = base + ((ahead >>> (at & BITS_OF_BYTE)) & mask);
      }
      skip(count * width);
    } else {
      for (int i = 0; i < count; i++) {
        values[i] = base + bits(width);
      }
    }
    endBits();
    return values;
  }

  long gammaBits() {
    long ahead = ahead();
    int few = Long.numberOfTrailingZeros(ahead);
    if (2 * few < MOST_AT_ONCE) {
      skip(2 * few + 1);
      return ((ahead >>> (few + 1)) & ((1L << few) - 1)) | (1L << few);
    }
    long zeros = zeros(Long.SIZE - 1);
    if (zeros >= Long.SIZE) {
      throw refused("expected a number of at most 64 bits, found a longer one");
    }
    return bits((int) zeros) | 1L << zeros;
  }

  /** What {@link ByteWriter#deltaBits} wrote, of 63 bits at most. */
  long deltaBits() {
    long width = gammaBits();
    if (width > Long.SIZE - 1) {
      throw refused("expected a count of at most 63 bits, found " + width + " bits");
    }
    return 1L << (width - 1) | bits((int) width - 1);
  }

  /** How many zeros come before a one, which is read too; more than the most that may be, or so. */
  private long zeros(long most) {
    long zeros = 0;
    while (zeros <= most) {
      int here = Long.numberOfTrailingZeros(ahead());
      if (here < MOST_AT_ONCE) {
        skip(here + 1);
        return zeros + here;
      }
      skip(MOST_AT_ONCE);
      zeros += MOST_AT_ONCE;
    }
    return zeros;
  }

  /** A number up to a maximum, as {@link ByteWriter#riceBits} writes it. */
  long riceBits(int width, long maximum) {
    long ahead = ahead();
    int few = Long.numberOfTrailingZeros(ahead);
    if (few + width < MOST_AT_ONCE && few <= (maximum >>> width)) {
      skip(few + 1 + width);
      return ((long) few << width) | ((ahead >>> (few + 1)) & ((1L << width) - 1));
    }
    long times = zeros(maximum >>> width);
    if (times > maximum >>> width) {
      throw refused("expected a number of at most " + maximum + ", found a larger one");
    }
    return times << width | bits(width);
  }

  /** Some such numbers, one behind the other. */
  long[] riceBits(int count, int width, long maximum) {
    long[] values = new long[count];
    long most = maximum >>> width;
    long mask = (1L << width) - 1;
    int at = position * Byte.SIZE + bit;
    int i = 0;
    while (i < count && at >>> BYTE_SHIFT <= bytes.length - Long.BYTES) {
      long ahead = (long) EIGHT_BYTES.get(bytes, at >>> BYTE_SHIFT) >>> (at & BITS_OF_BYTE);
      int few = Long.numberOfTrailingZeros(ahead);
      if (few + width >= MOST_AT_ONCE || few > most) {
        break;
      }
      values[i++] = ((long) few << width) | ((ahead >>> (few + 1)) & mask);
      at += few + 1 + width;
    }
    position = at >>> BYTE_SHIFT;
    bit = at & BITS_OF_BYTE;
    while (i < count) {
      values[i++] = riceBits(width, maximum);
    }
    return values;
  }

  /** What {@link ByteWriter#thousandthsBits} wrote. */
  long thousandthsBits() {
    long ahead = ahead();
    int length = (int) ahead & ByteWriter.LONG_LENGTH;
    if (length == ByteWriter.LONG_LENGTH) {
      skip(ByteWriter.LENGTH_BITS);
      return bits(Long.SIZE);
    }
    if (length == 0) {
      skip(ByteWriter.LENGTH_BITS);
      return 0;
    }
    skip(ByteWriter.LENGTH_BITS + 2 + length - 1);
    long signs = ahead >>> ByteWriter.LENGTH_BITS;
    long highest = 1L << (length - 1);
    long size = highest | (signs >>> 2 & (highest - 1));
    long value = (signs & 2) != 0 ? size * THOUSAND : size;
    return (signs & 1) != 0 ? -value : value;
  }

  long thousandths() {
    long value = zigzag();
    if (value == ByteWriter.NO_VALUE) {
      return MeasurePoints.NO_VALUE;
    }
    return (value & 1) == 0 ? value / 2 * THOUSAND : (value - 1) / 2;
  }

  void end() {
    if (position != bytes.length) {
      throw refused("expected the end, found " + (bytes.length - position) + " more bytes");
    }
  }
}
