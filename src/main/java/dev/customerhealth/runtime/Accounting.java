package dev.customerhealth.runtime;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.topology.RecordOutcome;
import dev.customerhealth.topology.StateStores;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
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
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Checks from the topics alone that no input record was lost or counted twice: input = scored +
 * duplicate + late + rejected + ignored + dead-lettered, for every partition.
 *
 * <p>What was counted is in the changelog of the store {@link StateStores#ACCOUNTING}, written in
 * the same transaction as the results; dead letters name their source in Kafka's headers, and are
 * not kept for ever: what may have been among those that are gone is not called lost. A partition
 * is read record by record only where its offsets have holes.
 */
public final class Accounting {

  /** A busy service commits ten times a second; this is then over after a few seconds. */
  private static final int MOST_LOOKS = 30;

  private static final int MOST_ROUNDS = 3;

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

  /**
   * What is known of an input at one look.
   *
   * @param from committed before the counts were read; null for nothing yet
   * @param to committed after the counts were read: the counts belong to an offset between the two
   */
  private record Span(
      TopicPartition input,
      Long from,
      Long to,
      Map<RecordOutcome, Long> outcomes,
      CountedRecords.Letters deadLetters) {

    long width() {
      return to == null ? 0 : from == null ? Long.MAX_VALUE : to - from;
    }

    /** The one that says more; of two that say the same the later. */
    static Span better(Span earlier, Span later) {
      return earlier.width() < later.width() ? earlier : later;
    }
  }

  /**
   * One line for every input partition, in the order of the contract. The service may run: a
   * partition is judged by a look between two commits of it, and one that never stands still by the
   * look during which it moved the least ({@link AccountingLine#moved}). A gap is looked at again
   * before it is told.
   *
   * @throws ServiceFailedException when the counts cannot be read because a transaction does not
   *     end
   * @throws ExecutionException when the broker refuses or does not answer
   * @throws InterruptedException when interrupted while waiting
   */
  public List<AccountingLine> check()
      throws ServiceFailedException, ExecutionException, InterruptedException {
    Map<TopicPartition, AccountingLine> lines = new LinkedHashMap<>();
    Set<TopicPartition> open =
        topics.read().stream()
            .flatMap(Accounting::partitionsOf)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    String changelog = applicationId + "-" + StateStores.ACCOUNTING + "-changelog";
    try (KafkaConsumer<byte[], byte[]> consumer = bytesConsumer("-accounting");
        CountedRecords counted =
            new CountedRecords(
                admin,
                bytesConsumer("-accounting-counts"),
                changelog,
                topics.deadLetters().name(),
                progress)) {
      for (int round = 0; round < MOST_ROUNDS && !open.isEmpty(); round++) {
        Map<TopicPartition, Span> spans = spans(counted, open);
        Map<TopicPartition, Long> begins = offsets(open, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(open, OffsetSpec.latest());
        for (TopicPartition input : open) {
          lines.put(input, line(consumer, spans.get(input), begins.get(input), ends.get(input)));
        }
        open.removeIf(input -> lines.get(input).isEven());
      }
    }
    return List.copyOf(lines.values());
  }

  /**
   * Counts and offsets are committed together, but read one after the other. An input whose
   * committed offset is the same before and after its counts were read has the counts of that very
   * offset.
   */
  private Map<TopicPartition, Span> spans(CountedRecords counted, Set<TopicPartition> inputs)
      throws ServiceFailedException, ExecutionException, InterruptedException {
    GroupProgress group = new GroupProgress(admin, applicationId, clientSettings);
    Map<TopicPartition, Span> spans = new HashMap<>();
    Set<TopicPartition> moving = new HashSet<>(inputs);
    Map<TopicPartition, Long> before = group.committedForGood();
    for (int look = 0; look < MOST_LOOKS && !moving.isEmpty(); look++) {
      counted.readOn();
      Map<TopicPartition, Long> after = group.committedForGood();
      for (TopicPartition input : moving) {
        Span span =
            new Span(
                input,
                before.get(input),
                after.get(input),
                counted.outcomes(input),
                counted.deadLetters(input, after.getOrDefault(input, 0L)));
        spans.merge(input, span, Span::better);
      }
      moving.removeIf(input -> spans.get(input).width() == 0);
      before = after;
    }
    return spans;
  }

  private AccountingLine line(
      KafkaConsumer<byte[], byte[]> consumer, Span span, long begin, long end) {
    long from = span.from() == null ? begin : span.from();
    long to = span.to() == null ? begin : span.to();
    AccountingLine byOffsets =
        new AccountingLine(
            span.input(),
            from,
            to,
            Math.max(0, end - to),
            span.outcomes(),
            span.deadLetters().found(),
            span.deadLetters().doubtful(),
            to - from);
    return byOffsets.isEven() ? byOffsets : counted(consumer, byOffsets, begin);
  }

  /** Offsets are no records where a transaction was marked or the topic was compacted. */
  private AccountingLine counted(
      KafkaConsumer<byte[], byte[]> consumer, AccountingLine byOffsets, long begin) {
    TopicPartition partition = byOffsets.partition();
    long from = byOffsets.least();
    long to = byOffsets.most();
    long[] records = new long[2];
    read(
        consumer,
        Map.of(partition, to),
        found -> {
          records[0] += found.offset() < from ? 1 : 0;
          records[1]++;
        });
    boolean compacted =
        topics.read().stream()
            .anyMatch(
                topic -> topic.name().equals(partition.topic()) && topic.retention().compacted());
    return new AccountingLine(
        partition,
        records[0],
        compacted ? to : records[1] + begin,
        byOffsets.waiting(),
        byOffsets.outcomes(),
        byOffsets.deadLettered(),
        byOffsets.doubtful(),
        records[1] - records[0]);
  }

  /** Of what is committed only. */
  private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
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

  private KafkaConsumer<byte[], byte[]> bytesConsumer(String name) {
    Map<String, Object> settings = new HashMap<>(clientSettings);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, applicationId + name);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // What expires between two polls must not have it skip what is left.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(settings);
  }

  private static Stream<TopicPartition> partitionsOf(Topic<?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition));
  }
}
