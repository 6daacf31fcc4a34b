package dev.customerhealth.state;

/**
 * The binary form of an {@link AccountRecord}: the due time in the index as a variable-length
 * number (0 for never, else milliseconds plus one), then the account as {@link AccountStateCodec}
 * writes it.
 */
public final class AccountRecordCodec {

  /** A long takes at most ten groups of seven bits. */
  private static final int LONGEST_NUMBER = 10;

  private final AccountStateCodec accounts = new AccountStateCodec();

  /** Encodes a record; the account id is the key and is not repeated. */
  public byte[] encode(AccountRecord record) {
    byte[] account = accounts.encode(record.state());
    byte[] head = new byte[LONGEST_NUMBER];
    int length = write(head, record.indexedDue());
    byte[] bytes = new byte[length + account.length];
    System.arraycopy(head, 0, bytes, 0, length);
    System.arraycopy(account, 0, bytes, length, account.length);
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
    long indexedDue = cursor.number();
    byte[] account = new byte[bytes.length - cursor.position];
    System.arraycopy(bytes, cursor.position, account, 0, account.length);
    return new AccountRecord(accounts.decode(accountId, account), indexedDue);
  }

  private static int write(byte[] bytes, long time) {
    long rest = time == AccountRecord.NEVER ? 0 : time + 1;
    int position = 0;
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

    long number() {
      long value = 0;
      for (int group = 0; group < LONGEST_NUMBER && position < bytes.length; group++) {
        byte next = bytes[position++];
        value |= (next & 0x7FL) << (7 * group);
        if (next >= 0) {
          return value == 0 ? AccountRecord.NEVER : value - 1;
        }
      }
      throw new IllegalArgumentException(
          "the stored record of account " + accountId + " does not start with a due time");
    }
  }
}
