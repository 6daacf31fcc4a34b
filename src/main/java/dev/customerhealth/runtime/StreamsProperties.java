package dev.customerhealth.runtime;

import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.errors.ErrorHandling;
import dev.customerhealth.topology.ScoringMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * From our configuration to that of Kafka Streams. Three layers: what we prefer, over it what the
 * installation passes through, over it what must not differ.
 */
public final class StreamsProperties {

  private static final List<String> CLIENT_PREFIXES =
      List.of(StreamsConfig.CONSUMER_PREFIX, StreamsConfig.PRODUCER_PREFIX);

  private StreamsProperties() {}

  /**
   * The configuration of Kafka Streams.
   *
   * @param metrics told by the error handlers about dead letters
   * @param memory shared by all stores, closed by the caller after the streams
   */
  public static Map<String, Object> of(
      ServiceConfig config, Topics topics, ScoringMetrics metrics, RocksDbMemory memory) {
    Map<String, Object> properties = new HashMap<>(preferred(config));
    Map<String, String> passedThrough = config.kafka().properties();
    properties.keySet().removeIf(name -> isGivenToAllClients(name, passedThrough));
    properties.putAll(passedThrough);
    properties.putAll(fixed(config, memory));
    properties.putAll(ErrorHandling.properties(topics.deadLetters(), metrics));
    return properties;
  }

  /**
   * Whether the installation gives a setting of one kind of client to all of them, without a
   * prefix. To Kafka Streams a name with a prefix counts more, whoever gave it.
   */
  private static boolean isGivenToAllClients(String name, Map<String, String> passedThrough) {
    return CLIENT_PREFIXES.stream()
        .anyMatch(
            prefix ->
                name.startsWith(prefix)
                    && passedThrough.containsKey(name.substring(prefix.length())));
  }

  private static Map<String, Object> preferred(ServiceConfig config) {
    Map<String, Object> preferred = new HashMap<>();
    // Kafka's 45 s would pass after a crash before the partitions are read again.
    preferred.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 15_000);
    preferred.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
    // Zero waits for what the broker is known to have, so that a backlog of several topics is taken
    // in append order; it waits for nothing that may never come. AppendOrderClients does the same
    // for less, where the installation says nothing else.
    preferred.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
    // Kafka Streams' 100 ms keep everything back until the commit, which then waits for all of it.
    preferred.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 10);
    preferred.put(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, "INFO");
    preferred.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    // Thousands of MBeans for every start that nobody reads: what matters is on the metrics page.
    preferred.put(StreamsConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    preferred.put(
        StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) config.topics().replicationFactor());
    // A topic of ours that is compacted late makes a restore longer than the live accounts need.
    preferred.put(StreamsConfig.topicPrefix(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG), "0.2");
    return preferred;
  }

  private static Map<String, Object> fixed(ServiceConfig config, RocksDbMemory memory) {
    ServiceConfig.StreamsSettings streams = config.streams();
    Map<String, Object> fixed = new HashMap<>();
    fixed.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
    fixed.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
    fixed.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, streams.guarantee().settingValue());
    fixed.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, streams.commitInterval().toMillis());
    fixed.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, streams.threads());
    fixed.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, streams.standbyReplicas());
    // A generated id would make thousands of new metric series at every restart.
    fixed.put(StreamsConfig.CLIENT_ID_CONFIG, clientId(config));
    streams
        .groupInstanceId()
        .ifPresent(
            id ->
                fixed.put(
                    StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
    // What is written several times between two commits goes to the changelog once.
    fixed.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, streams.cacheMemory());
    // Optimised, a table may use its source topic as changelog and be emptied in a rolling restart.
    fixed.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
    fixed.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    fixed.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    fixed.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    fixed.put(RocksDbMemory.SETTING, memory);
    return fixed;
  }

  private static String clientId(ServiceConfig config) {
    return config
        .streams()
        .groupInstanceId()
        .map(instance -> config.applicationId() + "-" + instance)
        .orElse(config.applicationId());
  }
}
