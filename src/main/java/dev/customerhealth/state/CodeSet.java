package dev.customerhealth.state;

import dev.customerhealth.domain.account.MeasurePoints;
import java.util.Arrays;

/**
 * Codes of measures, as bytes: a bit per code of the first 32, which are those of the default
 * model, and a byte per code of the others.
 */
final class CodeSet {
  private static final int AS_BITS = 32;
  private static final int MOST = 256;
  private static final long MORE = 1L << AS_BITS;

  private CodeSet() {}

  /** Writes codes, ascending. */
  static void write(ByteWriter out, byte[] codes) {
    long bits = 0;
    int first = 0;
    while (first < codes.length && Byte.toUnsignedInt(codes[first]) < AS_BITS) {
      bits |= 1L << codes[first];
      first++;
    }
    out.varint(bits | (first < codes.length ? MORE : 0));
    if (first < codes.length) {
      out.varint(codes.length - first);
      for (int i = first; i < codes.length; i++) {
        out.oneByte(codes[i]);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  static byte[] read(ByteReader in) {
    long head = in.varint();
    if (head >>> (AS_BITS + 1) != 0) {
      throw in.refused("expected " + AS_BITS + " bits of codes, found more");
    }
    byte[] low = ofBits(head & ~MORE);
    if ((head & MORE) == 0) {
      return low;
    }
    int count = in.upTo(MOST, "codes");
    byte[] codes = Arrays.copyOf(low, low.length + count);
    for (int i = low.length; i < codes.length; i++) {
      codes[i] = (byte) in.oneByte();
      if (i > 0 && Byte.toUnsignedInt(codes[i]) <= Byte.toUnsignedInt(codes[i - 1])) {
        throw in.refused("expected ascending codes, found " + Byte.toUnsignedInt(codes[i]));
      }
    }
    return codes;
  }

  /** Codes of a bit each, as version 1 wrote them. */
  static byte[] ofBits(long bits) {
    byte[] codes = new byte[Long.bitCount(bits)];
    int next = 0;
    for (long left = bits; left != 0; left &= left - 1) {
      codes[next++] = (byte) Long.numberOfTrailingZeros(left);
    }
    return codes;
  }

  /** The codes of points. */
  static byte[] of(MeasurePoints points) {
    byte[] codes = new byte[points.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) points.codeAt(i);
    }
    return codes;
  }

  /** The codes that are in either of two sets, ascending. */
  static byte[] union(byte[] one, byte[] other) {
    byte[] all = new byte[one.length + other.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < one.length || j < other.length) {
      int left = i < one.length ? Byte.toUnsignedInt(one[i]) : MOST;
      int right = j < other.length ? Byte.toUnsignedInt(other[j]) : MOST;
      all[size++] = (byte) Math.min(left, right);
      i += left <= right ? 1 : 0;
      j += right <= left ? 1 : 0;
    }
    return size == all.length ? all : Arrays.copyOf(all, size);
  }
}
