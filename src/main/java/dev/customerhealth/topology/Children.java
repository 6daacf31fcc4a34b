package dev.customerhealth.topology;

import dev.customerhealth.domain.parent.ChildStanding;
import dev.customerhealth.domain.parent.WorstChild;
import dev.customerhealth.state.ChildStandingCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The children of each parent: the key is the parent's id, its length before it, and the child's.
 * The length keeps the children of {@code acme} apart from those of {@code acme2}, whatever
 * characters an id has. Not thread safe; one per task.
 */
final class Children {

  private final KeyValueStore<Bytes, byte[]> store;
  private final ChildStandingCodec codec = new ChildStandingCodec();

  Children(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** How a child is counted; null when it is none. */
  ChildStanding get(String parent, String child) {
    return codec.decode(child, store.get(key(parent, child)));
  }

  /** Counts a child in this way, or, with null, no longer. */
  void put(String parent, String child, ChildStanding standing) {
    store.put(key(parent, child), standing == null ? null : codec.encode(standing));
  }

  /** The worst of all children but one; null when none has a score. */
  WorstChild worstBut(String parent, String exceptChild) {
    byte[] prefix = key(parent, "").get();
    WorstChild worst = null;
    try (KeyValueIterator<Bytes, byte[]> found =
        store.prefixScan(Bytes.wrap(prefix), new BytesSerializer())) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> entry = found.next();
        byte[] key = entry.key.get();
        String child =
            new String(Arrays.copyOfRange(key, prefix.length, key.length), StandardCharsets.UTF_8);
        if (!child.equals(exceptChild)) {
          worst =
              WorstChild.worse(
                  worst, WorstChild.candidate(child, codec.decode(child, entry.value)));
        }
      }
    }
    return worst;
  }

  private static Bytes key(String parent, String child) {
    byte[] first = parent.getBytes(StandardCharsets.UTF_8);
    byte[] second = child.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(Integer.BYTES + first.length + second.length)
            .putInt(first.length)
            .put(first)
            .put(second)
            .array());
  }
}
