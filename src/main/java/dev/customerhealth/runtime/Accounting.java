package dev.customerhealth.runtime;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.topology.RecordOutcome;
import dev.customerhealth.topology.StateStores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.LongDeserializer;

/**
 * Checks from the topics alone that no input record was lost or counted twice: input = scored +
 * duplicate + late + rejected + ignored + dead-lettered, for every partition.
 *
 * <p>What was counted is in the changelog of the store {@link StateStores#ACCOUNTING}, written in
 * the same transaction as the results; dead letters name their source in Kafka's headers. A
 * partition is read record by record only where its offsets have holes.
 */
public final class Accounting {

  private static final int MOST_LOOKS = 20;

  private static final Duration POLL = Duration.ofMillis(500);

  private final Admin admin;
  private final Map<String, Object> clientSettings;
  private final String applicationId;
  private final Topics topics;
  private final LongConsumer progress;
  private long read;

  /** A check that tells nobody how far it is. */
  public Accounting(
      Admin admin, Map<String, Object> clientSettings, String applicationId, Topics topics) {
    this(admin, clientSettings, applicationId, topics, records -> {});
  }

  /**
   * A check.
   *
   * @param progress is given the number of records read so far, now and then
   */
  public Accounting(
      Admin admin,
      Map<String, Object> clientSettings,
      String applicationId,
      Topics topics,
      LongConsumer progress) {
    this.admin = admin;
    this.clientSettings = Map.copyOf(clientSettings);
    this.applicationId = applicationId;
    this.topics = topics;
    this.progress = progress;
  }

  /** Where a record stands. */
  private record Position(String topic, int partition, long offset) {}

  /**
   * One line for every input partition, in the order of the contract.
   *
   * @throws ServiceFailedException when the service commits faster than its counts can be read
   * @throws ExecutionException when the broker refuses or does not answer
   * @throws InterruptedException when interrupted while waiting
   */
  public List<AccountingLine> check()
      throws ServiceFailedException, ExecutionException, InterruptedException {
    GroupProgress group = new GroupProgress(admin, applicationId, clientSettings);
    for (int look = 0; look < MOST_LOOKS; look++) {
      Map<TopicPartition, Long> before = group.committed();
      Map<TopicPartition, Map<RecordOutcome, Long>> counted = counted();
      Map<TopicPartition, Set<Position>> letters = deadLetters();
      if (before.equals(group.committed())) {
        return lines(before, counted, letters);
      }
    }
    throw new ServiceFailedException(
        "the service commits faster than its counts can be read; ask again when it is quiet");
  }

  private List<AccountingLine> lines(
      Map<TopicPartition, Long> committed,
      Map<TopicPartition, Map<RecordOutcome, Long>> counted,
      Map<TopicPartition, Set<Position>> letters)
      throws ExecutionException, InterruptedException {
    List<AccountingLine> lines = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = bytesConsumer()) {
      for (Topic<?> topic : topics.read()) {
        List<TopicPartition> partitions = partitionsOf(topic).toList();
        Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        for (TopicPartition partition : partitions) {
          long end = committed.getOrDefault(partition, begins.get(partition));
          AccountingLine byOffsets =
              new AccountingLine(
                  partition,
                  end,
                  end,
                  ends.get(partition) - end,
                  counted.getOrDefault(partition, Map.of()),
                  letters.getOrDefault(partition, Set.of()).size());
          lines.add(byOffsets.gap() == 0 ? byOffsets : counted(consumer, byOffsets, begins, end));
        }
      }
    }
    return lines;
  }

  /** Offsets are no records where a transaction was marked or the topic was compacted. */
  private AccountingLine counted(
      KafkaConsumer<byte[], byte[]> consumer,
      AccountingLine byOffsets,
      Map<TopicPartition, Long> begins,
      long end) {
    TopicPartition partition = byOffsets.partition();
    long[] records = new long[1];
    read(consumer, Map.of(partition, end), found -> records[0]++);
    long removed = begins.get(partition);
    boolean compacted =
        topics.read().stream()
            .anyMatch(
                topic -> topic.name().equals(partition.topic()) && topic.retention().compacted());
    return new AccountingLine(
        partition,
        records[0],
        compacted ? end : records[0] + removed,
        byOffsets.waiting(),
        byOffsets.outcomes(),
        byOffsets.deadLettered());
  }

  /**
   * The latest count of every kind, from the changelog; its keys are topic/partition/outcome. There
   * is none before the service first runs: then every record waits.
   */
  private Map<TopicPartition, Map<RecordOutcome, Long>> counted()
      throws ExecutionException, InterruptedException {
    String changelog = applicationId + "-" + StateStores.ACCOUNTING + "-changelog";
    if (!admin.listTopics().names().get().contains(changelog)) {
      return Map.of();
    }
    Map<TopicPartition, Map<RecordOutcome, Long>> counted = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = bytesConsumer();
        LongDeserializer numbers = new LongDeserializer()) {
      read(
          consumer,
          ends(changelog),
          found -> {
            String[] parts = new String(found.key(), StandardCharsets.UTF_8).split("/", -1);
            if (parts.length == 3 && found.value() != null) {
              counted
                  .computeIfAbsent(
                      new TopicPartition(parts[0], Integer.parseInt(parts[1])),
                      key -> new EnumMap<>(RecordOutcome.class))
                  .put(
                      RecordOutcome.valueOf(parts[2]),
                      numbers.deserialize(changelog, found.value()));
            }
          });
    }
    return counted;
  }

  /** Positions, not numbers: at-least-once may write a dead letter twice. */
  private Map<TopicPartition, Set<Position>> deadLetters()
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Set<Position>> letters = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = bytesConsumer()) {
      read(
          consumer,
          ends(topics.deadLetters().name()),
          found -> {
            Position source =
                new Position(
                    header(found, "topic"),
                    Integer.parseInt(header(found, "partition")),
                    Long.parseLong(header(found, "offset")));
            letters
                .computeIfAbsent(
                    new TopicPartition(source.topic(), source.partition()), key -> new HashSet<>())
                .add(source);
          });
    }
    return letters;
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader("__streams.errors." + name);
    return header == null ? "-1" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private Map<TopicPartition, Long> ends(String topic)
      throws ExecutionException, InterruptedException {
    List<TopicPartition> partitions =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    return offsets(partitions, OffsetSpec.latest());
  }

  /** Of what is committed only. */
  private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .get()
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  private void read(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    consumer.assign(ends.keySet());
    consumer.seekToBeginning(ends.keySet());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
        read++;
        if (found.offset() < ends.get(new TopicPartition(found.topic(), found.partition()))) {
          reader.accept(found);
        }
      }
      progress.accept(read);
    }
  }

  private KafkaConsumer<byte[], byte[]> bytesConsumer() {
    Map<String, Object> settings = new HashMap<>(clientSettings);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, applicationId + "-accounting");
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(settings);
  }

  private static Stream<TopicPartition> partitionsOf(Topic<?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition));
  }
}
