package dev.customerhealth.runtime;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/** Makes every store draw on the memory of the process, see {@link RocksDbMemory}. */
public final class BoundedRocksDb implements RocksDBConfigSetter {

  private static final long WRITE_BUFFER_BYTES = 4L << 20;
  private static final long MANIFEST_BYTES = 64L << 10;

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configuration) {
    if (!(configuration.get(RocksDbMemory.SETTING) instanceof RocksDbMemory memory)) {
      throw new IllegalArgumentException(
          "setting " + RocksDbMemory.SETTING + " must carry the memory the stores share");
    }
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(memory.cache());
    // Otherwise index and filter blocks lie outside the bound and grow with the number of files.
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(memory.writeBuffers());
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    // By default a store that is nearly empty takes 4 MB of disk for a file of some 100 bytes.
    options.setManifestPreallocationSize(MANIFEST_BYTES);
  }

  /** Nothing: what is shared is closed by its owner, after the last store. */
  @Override
  public void close(String storeName, Options options) {}
}
