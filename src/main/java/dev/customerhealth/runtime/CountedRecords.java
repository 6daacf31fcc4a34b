package dev.customerhealth.runtime;

import dev.customerhealth.topology.OutcomeLedger;
import dev.customerhealth.topology.RecordOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** How far the clocks of service and broker may be apart; a reset takes longer. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(10);

  /** Longer than a transaction of the service may last; the broker ends one that lasts longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Admin admin;
  private final String changelog;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final LongConsumer progress;
  private final LongDeserializer numbers = new LongDeserializer();
  private final Map<TopicPartition, Map<RecordOutcome, Long>> outcomes = new HashMap<>();

  /** By input and offset there, when the latest letter of the record was appended. */
  private final Map<TopicPartition, Map<Long, Long>> letters = new HashMap<>();

  /** By partition of the dead letters, when the first one read was appended. */
  private final Map<TopicPartition, Long> oldestLetters = new HashMap<>();

  /** By number of partition, when its counts began. */
  private final Map<Integer, Long> begun = new HashMap<>();

  /** By partition of the dead letters, how many offsets are gone. */
  private Map<TopicPartition, Long> expired = Map.of();

  private long read;

  /**
   * Dead letters of an input.
   *
   * @param found records that are among those kept, and whose letters are of the counts
   * @param doubtful records at most that may have been dead letters, too: of letters that expired,
   *     or that are older than the counts
   */
  record Letters(long found, long doubtful) {}

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
    Map<TopicPartition, Long> ends = offsets(consumer.assignment(), OffsetSpec.latest());
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
    expired =
        offsets(
            consumer.assignment().stream()
                .filter(partition -> !partition.topic().equals(changelog))
                .toList(),
            OffsetSpec.earliest());
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

  private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listOffsets(asked)
        .all()
        .get()
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  private void take(ConsumerRecord<byte[], byte[]> found) {
    if (found.topic().equals(changelog)) {
      takeCount(found);
    } else {
      takeLetter(found);
    }
  }

  /** The keys are topic/partition/outcome, and begun/partition. */
  private void takeCount(ConsumerRecord<byte[], byte[]> found) {
    String[] parts = new String(found.key(), StandardCharsets.UTF_8).split("/", -1);
    if (parts.length == 3 && found.value() != null) {
      outcomes
          .computeIfAbsent(
              new TopicPartition(parts[0], Integer.parseInt(parts[1])),
              key -> new EnumMap<>(RecordOutcome.class))
          .put(RecordOutcome.valueOf(parts[2]), numbers.deserialize(changelog, found.value()));
    } else if (parts.length == 2 && parts[0].equals(OutcomeLedger.BEGUN) && found.value() != null) {
      begun.put(Integer.parseInt(parts[1]), numbers.deserialize(changelog, found.value()));
    }
  }

  /** Positions, not numbers: at-least-once may write a dead letter twice. */
  private void takeLetter(ConsumerRecord<byte[], byte[]> found) {
    oldestLetters.putIfAbsent(
        new TopicPartition(found.topic(), found.partition()), found.timestamp());
    letters
        .computeIfAbsent(
            new TopicPartition(
                header(found, "topic"), Integer.parseInt(header(found, "partition"))),
            key -> new HashMap<>())
        .merge(Long.parseLong(header(found, "offset")), found.timestamp(), Math::max);
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader("__streams.errors." + name);
    return header == null ? "-1" : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** What became of the records of an input, as far as it was read; a copy. */
  Map<RecordOutcome, Long> outcomes(TopicPartition input) {
    return Map.copyOf(outcomes.getOrDefault(input, Map.of()));
  }

  /**
   * How many records of an input were dead letters, as far as those were read.
   *
   * @param end the offset of the input up to which it was worked off; a letter of a later record is
   *     of before a reset
   */
  Letters deadLetters(TopicPartition input, long end) {
    long beginning =
        begun.containsKey(input.partition())
            ? begun.get(input.partition()) - CLOCKS_APART.toMillis()
            : Long.MIN_VALUE;
    long found = 0;
    long older = 0;
    for (Map.Entry<Long, Long> letter : letters.getOrDefault(input, Map.of()).entrySet()) {
      if (letter.getKey() < end) {
        found += letter.getValue() >= beginning ? 1 : 0;
        older += letter.getValue() >= beginning ? 0 : 1;
      }
    }
    return new Letters(found, older + expiredSince(beginning));
  }

  /**
   * How many letters have expired at most that are no older than this: the oldest go first, and the
   * broker says when each came.
   */
  private long expiredSince(long beginning) {
    return expired.entrySet().stream()
        .filter(gone -> oldestLetters.getOrDefault(gone.getKey(), Long.MAX_VALUE) >= beginning)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public void close() {
    consumer.close();
    numbers.close();
  }
}
