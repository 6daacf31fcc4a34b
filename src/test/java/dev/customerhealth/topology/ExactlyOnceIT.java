package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.ParentHealthScore;
import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.development.broker.EmbeddedBroker;
import dev.customerhealth.oracle.Oracle;
import dev.customerhealth.oracle.Seen;
import dev.customerhealth.testing.ChildJvm;
import dev.customerhealth.testing.KafkaTestClient;
import dev.customerhealth.testing.SharedRegistry;
import dev.customerhealth.topology.WireHistory.Sent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real broker, the stream in a process of its own, and kill -9 in the middle of its work: what is
 * told in the end is what the oracle foretells, no alert is lost or told twice, the book has the
 * money that was told, and every input record is accounted for.
 */
class ExactlyOnceIT {

  private static final int PARTITIONS = 2;
  private static final int ACCOUNTS = 6;
  private static final int STEPS = 200;
  private static final String APPLICATION = "killed";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Topics topics = Topics.of(TopicSettings.standard().withPartitions(PARTITIONS));

  @RegisterExtension
  final BeforeEachCallback shared = context -> registry = SharedRegistry.of(context);

  @TempDir Path directory;

  private SharedRegistry registry;

  @Test
  void killed_twice_while_working_it_tells_what_the_oracle_foretells() throws Exception {
    List<Sent> lived = WireHistory.of(4711, ACCOUNTS, STEPS, topics, registry.serdes());
    // A month later, so that the book tells all that was.
    Instant later = WireHistory.lastTick(lived).plus(Duration.ofDays(40));
    List<Sent> history = WireHistory.andThen(lived, later, topics, registry.serdes());
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        KafkaTestClient client = new KafkaTestClient(broker.bootstrapServers())) {
      createTopics(client);
      int records = send(client, history);

      Life life = new Life(broker, StreamsConfig.EXACTLY_ONCE_V2);
      long firstLife = killAfter(life, records / 4, () -> {});
      long firstCommitted = committed(client);
      long secondLife = killAfter(life, records / 4, () -> {});
      long secondCommitted = committed(client);
      Seen foretold = new Oracle().foretell(WireHistory.counting(history));
      Map<String, String> parents =
          ForetoldParents.of(WireHistory.counting(history), foretold.finalScores());
      liveToTheEnd(
          life,
          client,
          () -> {
            awaitParents(client, parents);
            awaitBook(client, later);
          });

      // Either kill came when some was committed in that life, and some was not.
      assertThat(firstCommitted)
          .as("committed when killed first")
          .isPositive()
          .isLessThan(firstLife);
      assertThat(secondCommitted)
          .as("committed when killed again")
          .isGreaterThan(firstCommitted)
          .isLessThan(firstCommitted + secondLife);
      assertToldAsForetold(client, foretold);
      assertThat(toldOfParents(client)).isNotEmpty().isEqualTo(parents);
      ForetoldBook.assertToldOf(WireHistory.counting(history), toldBook(client).values());
      assertEveryRecordIsAccountedFor(client);
    }
  }

  /**
   * What keeps the test above from being one that cannot fail: killed after its results went out
   * and before its offsets did, a stream at-least-once tells them again, and the comparison says
   * so.
   */
  @Test
  void at_least_once_the_comparison_finds_what_was_told_twice() throws Exception {
    List<Sent> history = WireHistory.of(4711, ACCOUNTS, STEPS / 2, topics, registry.serdes());
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        KafkaTestClient client = new KafkaTestClient(broker.bootstrapServers())) {
      createTopics(client);
      int records = send(client, history);

      killAfter(
          new Life(broker, StreamsConfig.AT_LEAST_ONCE, Duration.ofHours(1)),
          records / 2,
          () -> awaitSomethingTold(client));
      assertThat(committed(client)).as("committed when killed").isZero();
      liveToTheEnd(new Life(broker, StreamsConfig.AT_LEAST_ONCE), client, () -> {});

      Seen foretold = SeenOnTheWire.visible(new Oracle().foretell(WireHistory.counting(history)));
      assertThat(seen(client).changes())
          .isNotEqualTo(foretold.changes())
          .hasSizeGreaterThan(foretold.changes().size())
          .containsAll(foretold.changes());
    }
  }

  private void awaitSomethingTold(KafkaTestClient client) {
    Awaitility.await("results to go out")
        .atMost(LIMIT)
        .until(
            () ->
                client.endOffsets(topics.healthScoreChanges().name()).values().stream()
                    .anyMatch(end -> end > 0));
  }

  private void createTopics(KafkaTestClient client) {
    for (Topic<?> topic : topics.all()) {
      Map<String, String> settings = new HashMap<>(topic.settings());
      // The history comes in one order; the broker's clock ticks too slowly to tell it.
      settings.put("message.timestamp.type", "CreateTime");
      client.createTopic(topic.name(), topic.partitions(), settings);
    }
  }

  /** Sends everything before the first start, so that the order of reading is the order sent. */
  private int send(KafkaTestClient client, List<Sent> history) {
    long time = Instant.now().minus(Duration.ofMinutes(30)).toEpochMilli();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Sent sent : history) {
      time++;
      boolean tick = sent.given != null && sent.given.tick() != null;
      for (int partition = 0; partition < (tick ? PARTITIONS : 1); partition++) {
        records.add(
            new ProducerRecord<>(
                sent.topic.name(), tick ? (Integer) partition : null, time, sent.key, sent.value));
      }
    }
    client.sendAll(records);
    return records.size();
  }

  /**
   * Starts the stream and kills it with SIGKILL in the middle of a record, where it stands still so
   * that it does not commit what it has done before the kill comes.
   *
   * @param count how many records it has processed then, that one included
   * @param awaitRipe waits for what must be true besides
   * @return records it said it had processed
   */
  private long killAfter(Life life, long count, Runnable awaitRipe) throws IOException {
    Process child = start(life, 2000, count);
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      long processed = 0;
      while (processed < count) {
        String line = said.readLine();
        assertThat(line)
            .as("the child ended after %d records:%n%s", processed, childLog())
            .isNotNull();
        processed = Long.parseLong(line);
      }
      awaitRipe.run();
      return processed;
    } finally {
      child.destroyForcibly().onExit().join();
    }
  }

  /**
   * Starts the stream and ends it when it has read everything.
   *
   * @param awaitDone waits for what comes of it in a second step
   */
  private void liveToTheEnd(Life life, KafkaTestClient client, Runnable awaitDone)
      throws Exception {
    Process child = start(life, 0, Long.MAX_VALUE);
    try {
      Thread reader = new Thread(() -> drain(child), "child-stdout");
      reader.setDaemon(true);
      reader.start();
      client.awaitConsumed(
          APPLICATION, topics.read().stream().<String>map(Topic::name).toList(), LIMIT);
      awaitDone.run();
      child.getOutputStream().close();
      assertThat(child.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).isZero();
    } finally {
      child.destroyForcibly();
    }
  }

  private static void drain(Process child) {
    try {
      child.getInputStream().readAllBytes();
    } catch (IOException ended) {
      // The child is gone; so is what it had to say.
    }
  }

  /** How a child lives. */
  private record Life(EmbeddedBroker broker, String guarantee, Duration commitInterval) {

    Life(EmbeddedBroker broker, String guarantee) {
      this(broker, guarantee, Duration.ofMillis(300));
    }
  }

  private Process start(Life life, int restMicros, long standsStillAfter) throws IOException {
    return new ChildJvm(ScoringChild.class)
        .jvmFlags(List.of("-Xmx256m"))
        .arguments(
            life.broker().bootstrapServers(),
            registry.url(),
            APPLICATION,
            directory.resolve("state").toString(),
            Integer.toString(PARTITIONS),
            life.guarantee(),
            Integer.toString(restMicros),
            Long.toString(life.commitInterval().toMillis()),
            "only",
            Long.toString(standsStillAfter))
        .errorsTo(directory.resolve("child.log"))
        .start();
  }

  private String childLog() throws IOException {
    return Files.readString(directory.resolve("child.log"));
  }

  /** Of the inputs; the topic on the way to the parents is counted by nobody who reads them. */
  private long committed(KafkaTestClient client) {
    Set<String> inputs = topics.read().stream().map(Topic::name).collect(Collectors.toSet());
    return client.committedForGood(APPLICATION).entrySet().stream()
        .filter(entry -> inputs.contains(entry.getKey().topic()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** They are rolled up behind a topic of their own, which the accounts do not wait for. */
  private void awaitParents(KafkaTestClient client, Map<String, String> foretold) {
    Awaitility.await("the roll-up of the parents")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(toldOfParents(client)).isEqualTo(foretold));
  }

  /** What was last told of every parent that is left. */
  private Map<String, String> toldOfParents(KafkaTestClient client) {
    Topic<ParentHealthScore> topic = topics.parentHealthScores();
    Map<String, String> parents = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : client.readAll(topic.name())) {
      String parent = new String(record.key(), StandardCharsets.UTF_8);
      if (record.value() == null) {
        parents.remove(parent);
      } else {
        parents.put(
            parent,
            ForetoldParents.told(
                registry
                    .serdes()
                    .of(topic.valueType())
                    .deserializer()
                    .deserialize(topic.name(), record.value())));
      }
    }
    return parents;
  }

  /** The book is merged behind a topic of its own, too. */
  private void awaitBook(KafkaTestClient client, Instant asOf) {
    Awaitility.await("the book")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> toldBook(client).values().stream().anyMatch(told -> told.getAsOf().equals(asOf)));
  }

  /** What was last told of every period and part of the book. */
  private Map<String, PortfolioHealth> toldBook(KafkaTestClient client) {
    Map<String, PortfolioHealth> book = new TreeMap<>();
    for (PortfolioHealth told : told(client, topics.portfolioHealth())) {
      book.put(told.getPeriodId() + '|' + told.getSlice(), told);
    }
    return book;
  }

  private void assertToldAsForetold(KafkaTestClient client, Seen foretold) {
    Seen seen = seen(client);

    assertThat(seen.changes()).isEqualTo(SeenOnTheWire.visible(foretold).changes());
    assertThat(seen.alerts()).isNotEmpty().isEqualTo(foretold.alerts());
    assertThat(seen.finalScores()).isNotEmpty().isEqualTo(foretold.finalScores());
    assertThat(SeenOnTheWire.lastScores(told(client, topics.healthScores())))
        .as("the last records of health-scores")
        .isEqualTo(SeenOnTheWire.inPoints(foretold.finalScores()));
  }

  private Seen seen(KafkaTestClient client) {
    return SeenOnTheWire.of(
        told(client, topics.healthScoreChanges()), told(client, topics.healthAlerts()));
  }

  private <V extends SpecificRecord> List<V> told(KafkaTestClient client, Topic<V> topic) {
    return client.readAll(topic.name()).stream()
        .map(
            record ->
                registry
                    .serdes()
                    .of(topic.valueType())
                    .deserializer()
                    .deserialize(topic.name(), record.value()))
        .toList();
  }

  private void assertEveryRecordIsAccountedFor(KafkaTestClient client) {
    Map<TopicPartition, Long> accounted = new HashMap<>();
    Map<String, Long> counts = new HashMap<>();
    try (LongDeserializer numbers = new LongDeserializer()) {
      for (ConsumerRecord<byte[], byte[]> line :
          client.readAll(APPLICATION + "-" + StateStores.ACCOUNTING + "-changelog")) {
        counts.put(
            new String(line.key(), StandardCharsets.UTF_8),
            numbers.deserialize(line.topic(), line.value()));
      }
    }
    counts.forEach(
        (key, count) -> {
          String[] parts = key.split("/", -1);
          accounted.merge(
              new TopicPartition(parts[0], Integer.parseInt(parts[1])), count, Long::sum);
        });
    for (ConsumerRecord<byte[], byte[]> letter : client.readAll(topics.deadLetters().name())) {
      accounted.merge(
          new TopicPartition(
              header(letter, "__streams.errors.topic"),
              Integer.parseInt(header(letter, "__streams.errors.partition"))),
          1L,
          Long::sum);
    }
    for (Topic<?> topic : topics.read()) {
      client
          .endOffsets(topic.name())
          .forEach(
              (partition, records) ->
                  assertThat(
                          accounted.getOrDefault(new TopicPartition(topic.name(), partition), 0L))
                      .as("records of %s-%d accounted for: %s", topic.name(), partition, counts)
                      .isEqualTo(records));
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
