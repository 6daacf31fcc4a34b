package dev.customerhealth.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes small numbers in few bytes: varints, zigzag varints, and groups packed bit by bit. */
final class ByteWriter {
  private static final int INITIAL_CAPACITY = 768;
  private static final int SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;

  private byte[] bytes = new byte[INITIAL_CAPACITY];
  private int size;
  private long pending;
  private int pendingBits;

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  void oneByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
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
    varint(value << 1 ^ value >> 63);
  }

  /** A text, or null. */
  void text(String value) {
    if (value == null) {
      varint(0);
      return;
    }
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    varint(encoded.length + 1L);
    ensure(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
  }

  /** The lowest bits of a value, after those before; ends with {@link #endBits()}. */
  void bits(long value, int width) {
    if (width > 32) {
      bits(value & 0xffffffffL, 32);
      bits(value >>> 32, width - 32);
      return;
    }
    pending |= (value & (1L << width) - 1) << pendingBits;
    pendingBits += width;
    ensure(8);
    while (pendingBits >= Byte.SIZE) {
      bytes[size++] = (byte) pending;
      pending >>>= Byte.SIZE;
      pendingBits -= Byte.SIZE;
    }
  }

  /** Fills up the byte that {@link #bits} began. */
  void endBits() {
    if (pendingBits > 0) {
      oneByte((int) pending);
    }
    pending = 0;
    pendingBits = 0;
  }

  /** Numbers that are not negative, each in as many bits as the largest needs. */
  void packed(long[] values) {
    long all = 0;
    for (long value : values) {
      all |= value;
    }
    int width = Long.SIZE - Long.numberOfLeadingZeros(all);
    oneByte(width);
    for (long value : values) {
      bits(value, width);
    }
    endBits();
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
