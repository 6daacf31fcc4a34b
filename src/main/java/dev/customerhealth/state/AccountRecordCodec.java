package dev.customerhealth.state;

/**
 * The binary form of an {@link AccountRecord}: the due time in the index as a variable-length
 * number (0 for never, else milliseconds plus one), then the account as {@link AccountStateCodec}
 * writes it. Where shadow models judged the account, what they remember stands between the two: a
 * zero, which no account begins with, its length as such a number, and itself; so that all others
 * cost nothing.
 */
public final class AccountRecordCodec {

  /** A long takes at most ten groups of seven bits. */
  private static final int LONGEST_NUMBER = 10;

  /** Before what shadow models remember; an account begins with a version of at least 1. */
  private static final byte SHADOWS = 0;

  private static final byte[] NOTHING = {};

  private final AccountStateCodec accounts = new AccountStateCodec();

  /** Encodes a record; the account id is the key and is not repeated. */
  public byte[] encode(AccountRecord record) {
    byte[] account = accounts.encode(record.state());
    byte[] shadows = record.shadows().isEmpty() ? NOTHING : ShadowsSection.write(record.shadows());
    byte[] head = new byte[1 + 2 * LONGEST_NUMBER];
    int length =
        write(head, 0, record.indexedDue() == AccountRecord.NEVER ? 0 : record.indexedDue() + 1);
    if (shadows.length > 0) {
      head[length++] = SHADOWS;
      length = write(head, length, shadows.length);
    }
    byte[] bytes = new byte[length + shadows.length + account.length];
    System.arraycopy(head, 0, bytes, 0, length);
    System.arraycopy(shadows, 0, bytes, length, shadows.length);
    System.arraycopy(account, 0, bytes, length + shadows.length, account.length);
    return bytes;
  }

  /**
   * Reads a record.
   *
   * @param accountId the key
   * @param bytes what {@link #encode} made; null for an account of which nothing is known
   * @throws IllegalArgumentException when the bytes are no account
   */
  public AccountRecord decode(String accountId, byte[] bytes) {
    if (bytes == null) {
      return AccountRecord.unknown(accountId);
    }
    Cursor cursor = new Cursor(accountId, bytes);
    long due = cursor.number("a due time");
    AccountShadows shadows = AccountShadows.NONE;
    if (cursor.isAtShadows()) {
      cursor.position++;
      shadows = ShadowsSection.read(accountId, cursor.take(cursor.number("a length of shadows")));
    }
    return new AccountRecord(
        accounts.decode(accountId, cursor.take(bytes.length - cursor.position)),
        due == 0 ? AccountRecord.NEVER : due - 1,
        shadows);
  }

  /** Where the number ends. */
  private static int write(byte[] bytes, int from, long number) {
    long rest = number;
    int position = from;
    while ((rest & ~0x7FL) != 0) {
      bytes[position++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[position++] = (byte) rest;
    return position;
  }

  private static final class Cursor {
    private final String accountId;
    private final byte[] bytes;
    private int position;

    Cursor(String accountId, byte[] bytes) {
      this.accountId = accountId;
      this.bytes = bytes;
    }

    long number(String what) {
      long value = 0;
      for (int group = 0; group < LONGEST_NUMBER && position < bytes.length; group++) {
        byte next = bytes[position++];
        value |= (next & 0x7FL) << (7 * group);
        if (next >= 0) {
          return value;
        }
      }
      throw refused(what);
    }

    boolean isAtShadows() {
      return position < bytes.length && bytes[position] == SHADOWS;
    }

    byte[] take(long length) {
      if (length < 0 || length > bytes.length - position) {
        throw refused(length + " more bytes");
      }
      byte[] taken = new byte[(int) length];
      System.arraycopy(bytes, position, taken, 0, taken.length);
      position += taken.length;
      return taken;
    }

    private IllegalArgumentException refused(String expected) {
      return new IllegalArgumentException(
          "the stored record of account "
              + accountId
              + ": expected "
              + expected
              + " at byte "
              + position);
    }
  }
}
