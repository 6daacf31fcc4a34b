package dev.customerhealth.state;

import dev.customerhealth.domain.account.AccountState;

/**
 * The binary form of an {@link AccountRecord}: the due time in the index as a variable-length
 * number (0 for never, 1 for when time next changes something, else two more than the zigzagged
 * distance from the time of the account; until version 5 of the account milliseconds plus one),
 * then the account as {@link AccountStateCodec} writes it. Where shadow models judged the account,
 * what they remember stands between the two: a zero, which no account begins with, its length as
 * such a number, and itself; so that all others cost nothing.
 *
 * <p>Not safe for use by several threads: accounts are written into the same room one after
 * another.
 */
public final class AccountRecordCodec {

  /** Before what shadow models remember; an account begins with a version of at least 1. */
  private static final int SHADOWS = 0;

  /**
   * The first version of an account before which the due time is written by that of the account.
   */
  private static final int FIRST_BY_ACCOUNT = 6;

  private static final long NEVER_DUE = 0;
  private static final long DUE_NEXT = 1;
  private static final long FIRST_DISTANCE = 2;

  private final ByteWriter out = new ByteWriter();

  /** Written by itself, for its length stands before it. */
  private final ByteWriter shadows = new ByteWriter();

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
    out.clear();
    out.varint(due(record));
    if (!record.shadows().isEmpty()) {
      shadows.clear();
      ShadowsSection.write(shadows, record.shadows(), written);
      out.oneByte(SHADOWS);
      out.varint(shadows.size());
      out.bytes(shadows);
    }
    AccountStateCodec.write(out, record.state(), written);
    return out.toBytes();
  }

  private static long due(AccountRecord record) {
    long due = record.indexedDue();
    if (due == AccountRecord.NEVER) {
      return NEVER_DUE;
    }
    return due == record.nextDue()
        ? DUE_NEXT
        : FIRST_DISTANCE + ByteWriter.zigzagged(due - from(record.state()));
  }

  /** What due times are written as distances from. */
  private static long from(AccountState state) {
    return state.asOfMillis() == AccountState.NEVER ? 0 : state.asOfMillis();
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
    ByteReader in = new ByteReader(accountId, bytes);
    long due = in.varint();
    AccountShadows read = AccountShadows.NONE;
    if (in.isAt(SHADOWS)) {
      in.oneByte();
      read = ShadowsSection.read(accountId, in.bytes("what shadows remember"), written);
    }
    boolean byAccount = in.isAtLeast(FIRST_BY_ACCOUNT);
    AccountState state = AccountStateCodec.read(accountId, in, written);
    AccountRecord record = new AccountRecord(state, AccountRecord.NEVER, read);
    if (due == NEVER_DUE) {
      return record;
    }
    if (!byAccount) {
      return record.indexedAt(due - 1);
    }
    return record.indexedAt(
        due == DUE_NEXT
            ? record.nextDue()
            : from(state) + ByteReader.unzigzagged(due - FIRST_DISTANCE));
  }
}
