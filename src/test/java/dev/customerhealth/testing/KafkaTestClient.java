package dev.customerhealth.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/**
 * Creates topics, writes and reads bytes and waits for offsets and groups, for tests against a real
 * broker. Every wait has a condition and a limit; none is a bare sleep. Safe for several threads.
 */
public final class KafkaTestClient implements AutoCloseable {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(100);

  private final String bootstrapServers;
  private final CommittedReader reader;
  private final Admin admin;
  private final Producer<byte[], byte[]> producer;

  public KafkaTestClient(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.reader = new CommittedReader(bootstrapServers);
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) CALL_LIMIT.toMillis(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                16 * 1024 * 1024),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** For the rare call this class has no word for; closed with this client. */
  public Admin admin() {
    return admin;
  }

  /** A name no other test of this broker has: the stem, a hyphen and eight random characters. */
  public String uniqueName(String stem) {
    return stem + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  public void createTopic(String topic, int partitions) {
    createTopic(topic, partitions, Map.of());
  }

  /** Creates the topic and returns when every partition has a leader. */
  public void createTopic(String topic, int partitions, Map<String, String> configuration) {
    NewTopic wanted = new NewTopic(topic, partitions, (short) 1).configs(configuration);
    get(admin.createTopics(List.of(wanted)).all());
    Awaitility.await("leaders of " + topic)
        .atMost(CALL_LIMIT)
        .pollInterval(POLL)
        .ignoreExceptions()
        .until(() -> describe(topic).partitions().stream().allMatch(KafkaTestClient::hasLeader));
  }

  private static boolean hasLeader(TopicPartitionInfo partition) {
    return partition.leader() != null && !partition.leader().isEmpty();
  }

  private TopicDescription describe(String topic) {
    return get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
  }

  public void deleteTopics(String... topics) {
    get(admin.deleteTopics(List.of(topics)).all());
  }

  /** Changes one setting of a topic. */
  public void configure(String topic, String setting, Object value) {
    get(
        admin
            .incrementalAlterConfigs(
                Map.of(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    List.of(
                        new AlterConfigOp(
                            new ConfigEntry(setting, String.valueOf(value)),
                            AlterConfigOp.OpType.SET))))
            .all());
  }

  /** Writes one record and returns when the broker has it. Null key and value are allowed. */
  public RecordMetadata send(String topic, byte[] key, byte[] value) {
    return send(new ProducerRecord<>(topic, key, value));
  }

  /** Writes one record, with partition and headers as the record says. */
  public RecordMetadata send(ProducerRecord<byte[], byte[]> written) {
    return sendAll(List.of(written)).get(0);
  }

  /** Writes the records in their order and returns when the broker has them all. */
  public List<RecordMetadata> sendAll(Collection<ProducerRecord<byte[], byte[]>> records) {
    List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
    for (ProducerRecord<byte[], byte[]> written : records) {
      sent.add(producer.send(written));
    }
    producer.flush();
    return sent.stream().map(KafkaTestClient::get).toList();
  }

  /**
   * Everything that is committed in the topic at the time of the call, by partition and offset.
   *
   * <p>Records of a transaction that is still open are not there, nor what follows them in their
   * partition.
   */
  public List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
    return reader.readTo(committedEnds(topic));
  }

  /** A producer of transactions that may stay open for five minutes; its id is its own. */
  public Producer<byte[], byte[]> transactional() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            uniqueName("transaction"),
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            300_000),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /**
   * Reads the topic from its beginning until so many committed records are there; may return more.
   *
   * @throws AssertionError when they are not there within the limit
   */
  public List<ConsumerRecord<byte[], byte[]>> awaitRecords(
      String topic, int count, Duration limit) {
    return awaitRecords(topic, read -> read.size() >= count, limit);
  }

  /** Reads the topic's committed records from the beginning until what was read is enough. */
  public List<ConsumerRecord<byte[], byte[]>> awaitRecords(
      String topic, Predicate<List<ConsumerRecord<byte[], byte[]>>> enough, Duration limit) {
    return reader.readUntil(partitions(topic), enough, limit);
  }

  private Set<TopicPartition> partitions(String topic) {
    return describe(topic).partitions().stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The next offset of each partition, counting what is committed only. */
  public Map<Integer, Long> endOffsets(String topic) {
    Map<Integer, Long> ends = new TreeMap<>();
    committedEnds(topic).forEach((partition, offset) -> ends.put(partition.partition(), offset));
    return ends;
  }

  private Map<TopicPartition, Long> committedEnds(String topic) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions(topic).forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    get(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
        .forEach((partition, result) -> ends.put(partition, result.offset()));
    return ends;
  }

  /** What the group has committed; partitions without a commit are absent. */
  public Map<TopicPartition, Long> committedOffsets(String group) {
    return committedOffsets(group, false);
  }

  /** The same, but offsets on their way in a transaction are waited for. */
  public Map<TopicPartition, Long> committedForGood(String group) {
    return committedOffsets(group, true);
  }

  private Map<TopicPartition, Long> committedOffsets(String group, boolean stable) {
    Map<TopicPartition, Long> committed = new HashMap<>();
    get(admin
            .listConsumerGroupOffsets(
                group, new ListConsumerGroupOffsetsOptions().requireStable(stable))
            .partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                committed.put(partition, offset.offset());
              }
            });
    return committed;
  }

  /** Waits until the group's commits have reached the present committed ends of the topics. */
  public void awaitConsumed(String group, Collection<String> topics, Duration limit) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    topics.forEach(topic -> ends.putAll(committedEnds(topic)));
    ends.values().removeIf(end -> end == 0);
    ForgottenTransactions forgotten = new ForgottenTransactions(admin);
    Awaitility.await("group " + group + " to reach " + ends)
        .atMost(limit)
        .pollInterval(POLL)
        .ignoreExceptions()
        .until(
            () -> {
              Map<TopicPartition, Long> committed = committedOffsets(group);
              boolean reached =
                  ends.entrySet().stream()
                      .allMatch(end -> committed.getOrDefault(end.getKey(), -1L) >= end.getValue());
              if (!reached) {
                var unused = forgotten.look();
              }
              return reached;
            });
  }

  /** Waits until no transaction is open, when nobody works any more. */
  public void awaitNoTransaction() {
    ForgottenTransactions forgotten = new ForgottenTransactions(admin);
    Awaitility.await("all transactions to end")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(POLL)
        .ignoreExceptions()
        .until(forgotten::look);
  }

  /** Waits for the state of a consumer group (also one of Kafka Streams, classic protocol). */
  public void awaitGroupState(String group, GroupState state, Duration limit) {
    Awaitility.await("group " + group + " to be " + state)
        .atMost(limit)
        .pollInterval(POLL)
        .until(() -> groupState(group) == state);
  }

  /** The group's state; {@link GroupState#DEAD} when the broker knows no such group. */
  public GroupState groupState(String group) {
    return described(group).map(ConsumerGroupDescription::groupState).orElse(GroupState.DEAD);
  }

  /** Who is in a consumer group, with what each has; empty when there is no such group. */
  public Collection<MemberDescription> members(String group) {
    return described(group).map(ConsumerGroupDescription::members).orElse(List.of());
  }

  private Optional<ConsumerGroupDescription> described(String group) {
    try {
      return Optional.of(
          get(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group)));
    } catch (AssertionError refused) {
      if (refused.getCause() instanceof GroupIdNotFoundException) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private static <T> T get(KafkaFuture<T> future) {
    return get(future.toCompletionStage().toCompletableFuture());
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get(CALL_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new AssertionError("The broker refused", failed.getCause());
    } catch (TimeoutException late) {
      throw new AssertionError("The broker did not answer within " + CALL_LIMIT, late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    admin.close(Duration.ofSeconds(5));
  }
}
