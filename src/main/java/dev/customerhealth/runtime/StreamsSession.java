package dev.customerhealth.runtime;

import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.errors.RestartPolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of Kafka Streams, from start to close. */
final class StreamsSession implements AutoCloseable {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

  private static final Logger log = LoggerFactory.getLogger(StreamsSession.class);

  private final KafkaStreams streams;
  private final RestartPolicy restarts;
  private final GroupMembershipOperation atClose;
  private final CompletableFuture<Void> running = new CompletableFuture<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final AtomicLong restored = new AtomicLong();

  /**
   * A session that is not yet started.
   *
   * @param restarts decides about a thread that died
   */
  StreamsSession(
      ServiceConfig config,
      Topics topics,
      Topology topology,
      Map<String, Object> properties,
      RestartPolicy restarts) {
    this.restarts = restarts;
    // With a name of its own the instance keeps its place for a quick restart; without one its
    // place
    // would be kept for nobody until the session times out.
    this.atClose =
        config.streams().groupInstanceId().isPresent()
            ? GroupMembershipOperation.REMAIN_IN_GROUP
            : GroupMembershipOperation.LEAVE_GROUP;
    this.streams = streams(config, topics, topology, properties);
    streams.setStateListener(this::changed);
    streams.setUncaughtExceptionHandler(this::died);
    streams.setGlobalStateRestoreListener(new RestoreCount());
  }

  /** An installation that says how long to wait for records that may come has Kafka's own way. */
  private static KafkaStreams streams(
      ServiceConfig config, Topics topics, Topology topology, Map<String, Object> properties) {
    return config.kafka().properties().containsKey(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG)
        ? new KafkaStreams(topology, new StreamsConfig(properties))
        : new KafkaStreams(
            topology,
            new StreamsConfig(AppendOrderClients.settings(properties)),
            new AppendOrderClients(topics));
  }

  KafkaStreams streams() {
    return streams;
  }

  /** Done when every thread runs and all state is restored. */
  CompletableFuture<Void> running() {
    return running;
  }

  /** Done when the session cannot go on, with the reason. */
  CompletableFuture<Throwable> failure() {
    return failure;
  }

  long restored() {
    return restored.get();
  }

  private void changed(KafkaStreams.State now, KafkaStreams.State before) {
    log.info("streams: state={} before={}", now, before);
    if (now == KafkaStreams.State.RUNNING) {
      running.complete(null);
    }
    if (now == KafkaStreams.State.ERROR) {
      failure.complete(new ServiceFailedException("Kafka Streams ended in state ERROR"));
    }
  }

  private StreamThreadExceptionResponse died(Throwable cause) {
    StreamThreadExceptionResponse response = restarts.handle(cause);
    if (response != StreamThreadExceptionResponse.REPLACE_THREAD) {
      failure.complete(cause);
    }
    return response;
  }

  @Override
  public void close() {
    boolean closed =
        streams.close(CloseOptions.groupMembershipOperation(atClose).withTimeout(CLOSE_LIMIT));
    if (!closed) {
      log.warn("streams did not close in time: seconds={}", CLOSE_LIMIT.toSeconds());
    }
  }

  /** A restore makes no commits; its progress is the records it has read. */
  private final class RestoreCount implements StateRestoreListener {

    @Override
    public void onRestoreStart(
        TopicPartition partition, String store, long startingOffset, long endingOffset) {
      long records = endingOffset - startingOffset;
      if (records > 0) {
        log.info("restoring: store={} partition={} records={}", store, partition, records);
      }
    }

    @Override
    public void onBatchRestored(
        TopicPartition partition, String store, long batchEndOffset, long records) {
      restored.addAndGet(records);
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long records) {
      if (records > 0) {
        log.info("restored: store={} partition={} records={}", store, partition, records);
      }
    }
  }

  /** What this instance works off; empty while nothing is assigned. */
  Optional<Set<TopicPartition>> assigned() {
    if (streams.state() != KafkaStreams.State.RUNNING) {
      return Optional.empty();
    }
    Set<TopicPartition> partitions = new HashSet<>();
    streams
        .metadataForLocalThreads()
        .forEach(
            thread ->
                thread.activeTasks().forEach(task -> partitions.addAll(task.topicPartitions())));
    return Optional.of(partitions);
  }
}
