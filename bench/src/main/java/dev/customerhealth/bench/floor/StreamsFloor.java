package dev.customerhealth.bench.floor;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The floors with Kafka Streams under exactly_once_v2: {@value #PASS_THROUGH} forwards every record
 * and keeps nothing; {@value #GET_PUT} gets and puts 400 bytes in RocksDB for every record and
 * forwards only those whose latency is measured; {@value #GET_PUT_UNORDERED} does the same without
 * looking for the order of its inputs.
 */
public final class StreamsFloor {
  public static final String PASS_THROUGH = "pass-through";
  public static final String GET_PUT = "get-put";

  /**
   * With the default of {@code max.task.idle.ms}, 0, a task asks at every record whether earlier
   * ones of another topic lie in the broker, and Kafka Streams 4.2 and 4.3 make a text of the
   * answer for every input that is empty (KAFKA-19682). A get and a put need no order; this says
   * what they cost without that look.
   */
  public static final String GET_PUT_UNORDERED = "get-put-unordered";

  private static final String STORE = "floor";
  private static final int VALUE_BYTES = 400;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

  private StreamsFloor() {}

  public static void main(String[] commandLine) throws InterruptedException {
    FloorArguments arguments = FloorArguments.parse(commandLine);
    CountDownLatch finished = new CountDownLatch(1);
    CountDownLatch stop = FloorArguments.stopSignal(finished);
    try {
      KafkaStreams streams = new KafkaStreams(topology(arguments), properties(arguments));
      streams.start();
      stop.await();
      streams.close(
          CloseOptions.timeout(CLOSE_LIMIT)
              .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    } finally {
      finished.countDown();
    }
  }

  static Topology topology(FloorArguments arguments) {
    Topology topology = new Topology();
    topology.addSource("consume", arguments.inputs().toArray(String[]::new));
    if (arguments.kind().equals(PASS_THROUGH)) {
      topology.addSink("produce", arguments.output(), "consume");
    } else {
      StoreBuilder<KeyValueStore<byte[], byte[]>> store =
          Stores.keyValueStoreBuilder(
                  Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray())
              .withCachingDisabled();
      topology.addProcessor("get-put", GetPut::new, "consume");
      topology.addStateStore(store, "get-put");
      topology.addSink("produce", arguments.output(), "get-put");
    }
    return topology;
  }

  static Properties properties(FloorArguments arguments) {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG, arguments.group(),
            StreamsConfig.CLIENT_ID_CONFIG, arguments.group(),
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments.bootstrapServers(),
            StreamsConfig.STATE_DIR_CONFIG, arguments.stateDirectory().toString(),
            StreamsConfig.NUM_STREAM_THREADS_CONFIG, arguments.threads(),
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2,
            StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, FloorArguments.COMMIT_INTERVAL_MILLIS,
            StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0,
            StreamsConfig.REPLICATION_FACTOR_CONFIG, 1));
    properties.put(
        StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class.getName());
    properties.put(
        StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class.getName());
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    if (arguments.kind().equals(GET_PUT_UNORDERED)) {
      properties.put(
          StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    }
    return properties;
  }

  /** One read-modify-write of a value of fixed size: it counts the key's records. */
  private static final class GetPut implements Processor<byte[], byte[], byte[], byte[]> {
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<byte[], byte[]> store;

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      this.context = context;
      this.store = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      // Ticks have no key; they too cost a get and a put, so that all records count alike.
      byte[] key = record.key() == null ? new byte[] {0} : record.key();
      byte[] before = store.get(key);
      ByteBuffer after = ByteBuffer.wrap(before == null ? new byte[VALUE_BYTES] : before);
      after.putLong(0, after.getLong(0) + 1);
      store.put(key, after.array());
      if (record.headers().lastHeader(FloorArguments.INDEX_HEADER) != null) {
        context.forward(record);
      }
    }
  }
}
