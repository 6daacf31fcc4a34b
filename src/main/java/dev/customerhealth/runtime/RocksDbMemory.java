package dev.customerhealth.runtime;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory all RocksDB stores of a process share. By default each store and partition takes up to
 * 98 MB of its own outside the heap, so that memory grows with the assignment until the process is
 * killed.
 *
 * <p>Handed to {@link BoundedRocksDb} as a value of the Kafka Streams configuration: a
 * configuration setter is made by reflection and has no constructor to take it.
 */
public final class RocksDbMemory implements AutoCloseable {

  /** Under which name the configuration carries it. */
  static final String SETTING = "customer-health.rocksdb.memory";

  static {
    RocksDB.loadLibrary();
  }

  private final Cache cache;
  private final WriteBufferManager writeBuffers;

  /**
   * Takes at most so much memory for blocks and write buffers together.
   *
   * @param bytes at least some MB; half of it may hold what is not yet written
   */
  public RocksDbMemory(long bytes) {
    this.cache = new LRUCache(bytes, -1, false, 0.1);
    this.writeBuffers = new WriteBufferManager(unwritten(bytes), cache);
  }

  /** How much of so much memory may hold what is not yet written to disk. */
  static long unwritten(long bytes) {
    return bytes / 2;
  }

  Cache cache() {
    return cache;
  }

  WriteBufferManager writeBuffers() {
    return writeBuffers;
  }

  /** Frees the memory. Every store must be closed before. */
  @Override
  public void close() {
    writeBuffers.close();
    cache.close();
  }
}
