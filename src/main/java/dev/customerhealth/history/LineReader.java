package dev.customerhealth.history;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of a stream as bytes, in constant memory: a line longer than the limit is passed over and
 * marked, never held.
 */
final class LineReader implements Closeable {
  /** Longest line that is read, in bytes without its line break. */
  static final int MAX_LINE_BYTES = 8 * 1024 * 1024;

  private static final int CHUNK_BYTES = 64 * 1024;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int position;
  private int limit;
  private byte[] line = new byte[1024];
  private int length;
  private boolean tooLong;
  private long number;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false when there is none. */
  boolean next() throws IOException {
    length = 0;
    tooLong = false;
    boolean anything = false;
    while (position < limit || refill()) {
      anything = true;
      int end = indexOfLineBreak();
      append(chunk, position, end - position);
      position = end;
      if (position < limit) {
        position++;
        break;
      }
    }
    if (!anything) {
      return false;
    }
    number++;
    if (number == 1 && startsWithByteOrderMark()) {
      length -= BYTE_ORDER_MARK.length;
      System.arraycopy(line, BYTE_ORDER_MARK.length, line, 0, length);
    }
    return true;
  }

  /**
   * The line's bytes; the first {@link #length()} of them count, until the next {@link #next()}.
   */
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  /** Number of the line, from 1; 0 before the first. */
  long number() {
    return number;
  }

  /** Whether the line was longer than the limit; its bytes are then only its beginning. */
  boolean tooLong() {
    return tooLong;
  }

  /** Whether there is nothing but white space on the line. */
  boolean blank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean refill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(chunk, 0, chunk.length));
    return limit > 0;
  }

  private int indexOfLineBreak() {
    for (int i = position; i < limit; i++) {
      if (chunk[i] == '\n') {
        return i;
      }
    }
    return limit;
  }

  private void append(byte[] source, int from, int count) {
    int room = Math.min(count, MAX_LINE_BYTES - length);
    tooLong |= room < count;
    if (length + room > line.length) {
      line =
          Arrays.copyOf(line, Math.min(MAX_LINE_BYTES, Math.max(length + room, 2 * line.length)));
    }
    System.arraycopy(source, from, line, length, room);
    length += room;
  }

  private boolean startsWithByteOrderMark() {
    return length >= BYTE_ORDER_MARK.length
        && Arrays.equals(
            line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
  }
}
