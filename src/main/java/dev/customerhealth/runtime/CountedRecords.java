package dev.customerhealth.runtime;

import dev.customerhealth.topology.RecordOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.LongDeserializer;

/**
 * What the service says it did with the records of its inputs: the changelog of its counts, and its
 * dead letters. Read on from one look to the next. Not thread safe.
 */
final class CountedRecords implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  /** Longer than a transaction of the service may last; the broker ends one that lasts longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Admin admin;
  private final String changelog;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final LongConsumer progress;
  private final LongDeserializer numbers = new LongDeserializer();
  private final Map<TopicPartition, Map<RecordOutcome, Long>> outcomes = new HashMap<>();
  private final Map<TopicPartition, Set<Position>> letters = new HashMap<>();
  private long read;

  /** Where a record stands. */
  private record Position(String topic, int partition, long offset) {}

  /**
   * Nothing is read yet.
   *
   * @param consumer of what is committed, without a group; closed with this
   * @param changelog of the counts; there is none before the service first runs
   * @param deadLetters topic of the dead letters
   * @param progress is given the number of records read so far, now and then
   */
  CountedRecords(
      Admin admin,
      KafkaConsumer<byte[], byte[]> consumer,
      String changelog,
      String deadLetters,
      LongConsumer progress)
      throws ExecutionException, InterruptedException {
    this.admin = admin;
    this.consumer = consumer;
    this.changelog = changelog;
    this.progress = progress;
    List<String> topics =
        admin.listTopics().names().get().contains(changelog)
            ? List.of(changelog, deadLetters)
            : List.of(deadLetters);
    List<TopicPartition> partitions = new ArrayList<>();
    admin
        .describeTopics(topics)
        .allTopicNames()
        .get()
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Reads on up to what is written now, committed or not: what is not is waited for. Whatever the
   * service had committed before the call is then among it, for the counts are written before the
   * offsets they belong to.
   *
   * @throws ServiceFailedException when a transaction does not end
   */
  void readOn() throws ServiceFailedException, ExecutionException, InterruptedException {
    Map<TopicPartition, Long> ends = written(consumer.assignment());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long missing = missing(ends);
    while (missing > 0) {
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
        read++;
        take(found);
      }
      progress.accept(read);
      // What lies behind the ends comes in all the time while the service works: no progress here.
      long before = missing;
      missing = missing(ends);
      if (missing < before) {
        deadline = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new ServiceFailedException(
            "the counts cannot be read: a transaction in %s has not ended for %d s"
                .formatted(behind(ends), PATIENCE.toSeconds()));
      }
    }
  }

  private long missing(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
        .sum();
  }

  private TopicPartition behind(Map<TopicPartition, Long> ends) {
    return ends.keySet().stream()
        .filter(partition -> consumer.position(partition) < ends.get(partition))
        .findFirst()
        .orElseThrow();
  }

  private Map<TopicPartition, Long> written(Collection<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(asked)
        .all()
        .get()
        .forEach((partition, found) -> ends.put(partition, found.offset()));
    return ends;
  }

  private void take(ConsumerRecord<byte[], byte[]> found) {
    if (found.topic().equals(changelog)) {
      takeCount(found);
    } else {
      takeLetter(found);
    }
  }

  /** The keys are topic/partition/outcome. */
  private void takeCount(ConsumerRecord<byte[], byte[]> found) {
    String[] parts = new String(found.key(), StandardCharsets.UTF_8).split("/", -1);
    if (parts.length == 3 && found.value() != null) {
      outcomes
          .computeIfAbsent(
              new TopicPartition(parts[0], Integer.parseInt(parts[1])),
              key -> new EnumMap<>(RecordOutcome.class))
          .put(RecordOutcome.valueOf(parts[2]), numbers.deserialize(changelog, found.value()));
    }
  }

  /** Positions, not numbers: at-least-once may write a dead letter twice. */
  private void takeLetter(ConsumerRecord<byte[], byte[]> found) {
    Position source =
        new Position(
            header(found, "topic"),
            Integer.parseInt(header(found, "partition")),
            Long.parseLong(header(found, "offset")));
    letters
        .computeIfAbsent(
            new TopicPartition(source.topic(), source.partition()), key -> new HashSet<>())
        .add(source);
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader("__streams.errors." + name);
    return header == null ? "-1" : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** What became of the records of an input, as far as it was read; a copy. */
  Map<RecordOutcome, Long> outcomes(TopicPartition input) {
    return Map.copyOf(outcomes.getOrDefault(input, Map.of()));
  }

  /** How many records of an input are among the dead letters that were read. */
  long deadLetters(TopicPartition input) {
    return letters.getOrDefault(input, Set.of()).size();
  }

  @Override
  public void close() {
    consumer.close();
    numbers.close();
  }
}
