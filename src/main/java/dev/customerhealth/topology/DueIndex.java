package dev.customerhealth.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Accounts in the order in which time may change them: the key is the due time, big-endian, and the
 * account id; there is nothing in the value. Not thread safe; one per task.
 *
 * <p>An entry may be stale: moving an account to a later time leaves the earlier entry, which costs
 * one look when it comes up, instead of two writes per event.
 */
final class DueIndex {

  private static final byte[] NOTHING = new byte[0];

  /** Added to the times of shadows: all their entries then lie behind those of accounts. */
  private static final long BEHIND = 1L << 62;

  private final KeyValueStore<Bytes, byte[]> store;
  private final long offset;

  /**
   * No entry is before this. Without it every scan would step over the tombstones of everything
   * that was ever due, thousands of times slower.
   */
  private long watermark;

  private DueIndex(KeyValueStore<Bytes, byte[]> store, long offset) {
    this.store = store;
    this.offset = offset;
  }

  /** When live models may change something. */
  static DueIndex ofAccounts(KeyValueStore<Bytes, byte[]> store) {
    return new DueIndex(store, 0);
  }

  /**
   * When shadow models may change something: entries of their own, so that what is told of accounts
   * does not depend on how many shadows there are.
   */
  static DueIndex ofShadows(KeyValueStore<Bytes, byte[]> store) {
    return new DueIndex(store, BEHIND);
  }

  void add(long due, String accountId) {
    store.put(key(due, accountId), NOTHING);
    watermark = Math.min(watermark, due);
  }

  void remove(Entry entry) {
    store.delete(key(entry.due, entry.accountId));
  }

  /**
   * The earliest entries up to a time, in order.
   *
   * @param time inclusive, in milliseconds since 1970 UTC
   * @param most how many at most
   */
  List<Entry> upTo(long time, int most) {
    List<Entry> entries = new ArrayList<>();
    if (time < watermark) {
      return entries;
    }
    try (KeyValueIterator<Bytes, byte[]> found =
        store.range(key(watermark, ""), key(time + 1, ""))) {
      while (entries.size() < most && found.hasNext()) {
        Entry entry = entry(found.next().key);
        if (entry.due > time) {
          break;
        }
        entries.add(entry);
      }
    }
    return entries;
  }

  /** Everything before this time has been removed. */
  void doneBefore(long time) {
    watermark = time;
  }

  private Bytes key(long due, String accountId) {
    byte[] account = accountId.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(Long.BYTES + account.length)
            .putLong(due + offset)
            .put(account)
            .array());
  }

  private Entry entry(Bytes key) {
    byte[] bytes = key.get();
    return new Entry(
        ByteBuffer.wrap(bytes).getLong() - offset,
        new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8));
  }

  /**
   * When an account comes up.
   *
   * @param due in milliseconds since 1970 UTC, at least 0
   */
  record Entry(long due, String accountId) {}
}
