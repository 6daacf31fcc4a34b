package dev.customerhealth.state;

/**
 * The binary form of an {@link AccountRecord}: the due time in the index as a variable-length
 * number (0 for never, else milliseconds plus one), then the account as {@link AccountStateCodec}
 * writes it. Where shadow models judged the account, what they remember stands between the two: a
 * zero, which no account begins with, its length as such a number, and itself; so that all others
 * cost nothing.
 */
public final class AccountRecordCodec {

  /** Before what shadow models remember; an account begins with a version of at least 1. */
  private static final int SHADOWS = 0;

  /** Encodes a record; the account id is the key and is not repeated. */
  public byte[] encode(AccountRecord record) {
    return encode(record, new WrittenPast());
  }

  /**
   * The same bytes, quicker.
   *
   * @param written what was written or read of the account before
   */
  public byte[] encode(AccountRecord record, WrittenPast written) {
    ByteWriter out = new ByteWriter(written.expected());
    out.varint(record.indexedDue() == AccountRecord.NEVER ? 0 : record.indexedDue() + 1);
    if (!record.shadows().isEmpty()) {
      byte[] shadows = ShadowsSection.write(record.shadows());
      out.oneByte(SHADOWS);
      out.varint(shadows.length);
      out.bytes(shadows);
    }
    AccountStateCodec.write(out, record.state(), written);
    byte[] bytes = out.toBytes();
    written.took(bytes.length);
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
    return decode(accountId, bytes, new WrittenPast());
  }

  /**
   * The same.
   *
   * @param written remembers what was read, for who writes the account later
   */
  public AccountRecord decode(String accountId, byte[] bytes, WrittenPast written) {
    if (bytes == null) {
      return AccountRecord.unknown(accountId);
    }
    written.took(bytes.length);
    ByteReader in = new ByteReader(accountId, bytes);
    long due = in.varint();
    AccountShadows shadows = AccountShadows.NONE;
    if (in.isAt(SHADOWS)) {
      in.oneByte();
      shadows = ShadowsSection.read(accountId, in.bytes("what shadows remember"));
    }
    return new AccountRecord(
        AccountStateCodec.read(accountId, in, written),
        due == 0 ? AccountRecord.NEVER : due - 1,
        shadows);
  }
}
