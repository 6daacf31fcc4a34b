package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AlertEvent;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.development.broker.EmbeddedBroker;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.oracle.Given;
import dev.customerhealth.oracle.Oracle;
import dev.customerhealth.oracle.Seen;
import dev.customerhealth.oracle.SeenAlert;
import dev.customerhealth.testing.ChildJvm;
import dev.customerhealth.testing.KafkaTestClient;
import dev.customerhealth.testing.SharedRegistry;
import dev.customerhealth.testing.WireEvents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * More than ten thousand alerts in one storm, kill -9 in the middle of it, a restart, and a second
 * instance that takes over half of the work: each alert is told once and none is missing.
 */
class AlertStormIT {

  private static final int PARTITIONS = 4;
  private static final int ACCOUNTS = 3_400;
  private static final int FACTS_OF_THE_CALM = 3;
  private static final int FIRST_HIT = 2_400;
  private static final String APPLICATION = "storm";
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Instant CALM = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant STORM = Instant.parse("2026-03-03T09:00:00Z");

  private final Topics topics = Topics.of(TopicSettings.standard().withPartitions(PARTITIONS));

  @RegisterExtension
  final BeforeEachCallback shared = context -> registry = SharedRegistry.of(context);

  @TempDir Path directory;

  private SharedRegistry registry;

  @Test
  void ten_thousand_alerts_are_each_told_once_across_a_kill_and_a_rebalance() throws Exception {
    List<Facts> accounts =
        IntStream.range(0, ACCOUNTS).mapToObj(number -> new Facts("account-" + number)).toList();
    List<Given> beginning = beginning(accounts);
    List<Given> rest = rest(accounts.subList(FIRST_HIT, ACCOUNTS));
    Given hourLater = Given.tick(STORM.plus(Duration.ofHours(1)));
    Seen foretold =
        new Oracle()
            .foretell(
                Stream.of(beginning, rest, List.of(hourLater)).flatMap(List::stream).toList());
    assertThat(raised(foretold)).as("alerts of the storm").isGreaterThan(10_000);
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        KafkaTestClient client = new KafkaTestClient(broker.bootstrapServers())) {
      createTopics(client);
      Instant begun = Instant.now().minus(Duration.ofMinutes(30));
      send(client, beginning, begun);
      int calm = ACCOUNTS * FACTS_OF_THE_CALM;

      long raisedWhenKilled;
      // It stands still in the middle of what it has, whatever the speed of the machine.
      long middle = calm + FIRST_HIT / 2L;
      try (Instance first = start(broker, "one", 500, middle)) {
        first.awaitProcessed(middle);
        Awaitility.await("alerts told").atMost(LIMIT).until(() -> raised(client) > 0);
        first.kill();
        raisedWhenKilled = raised(client);
      }
      assertThat(raisedWhenKilled)
          .as("alerts told when it was killed, of those it had the records for")
          .isPositive()
          .isLessThan(raised(new Oracle().foretell(beginning)));
      // A record takes it so long that what is left of the first wave lasts two minutes: it is
      // still
      // at it when the second instance has come.
      try (Instance again = start(broker, "one", 100_000, Long.MAX_VALUE)) {
        again.awaitProcessed(10);
        try (Instance second = start(broker, "two", 300, Long.MAX_VALUE)) {
          awaitShared(client, again, second);
          assertThat(waiting(client))
              .as("records of the storm that wait while partitions move")
              .isPositive();
          Instant hit = begun.plusMillis(beginning.size());
          send(client, rest, hit);
          long before = again.processed();
          again.hurry();
          second.hurry();
          awaitConsumed(client);
          again.awaitProcessed(before + 10);
          second.awaitProcessed(10);
          // Only now: what is sent to running instances is read in any order of topics.
          send(client, List.of(hourLater), hit.plusMillis(rest.size()));
          awaitConsumed(client);
        }
      }

      List<SeenAlert> seen = SeenOnTheWire.of(List.of(), alerts(client)).alerts();
      Set<SeenAlert> once = new HashSet<>(seen);
      assertThat(once).as("told once each").hasSameSizeAs(seen);
      assertThat(seen).isEqualTo(foretold.alerts());
    }
  }

  /** A good day for everybody, with nothing but what a score needs, and a bad one for most. */
  private static List<Given> beginning(List<Facts> accounts) {
    List<Given> history = new ArrayList<>();
    for (Facts facts : accounts) {
      history.add(Given.told(facts.login(CALM, "ann")));
      history.add(Given.told(facts.used(CALM, "ann", "reports", 40)));
      history.add(Given.told(facts.nps(CALM, 10)));
    }
    history.add(Given.tick(STORM));
    for (Facts facts : accounts.subList(0, FIRST_HIT)) {
      history.add(Given.told(facts.nps(STORM, 0)));
    }
    return history;
  }

  /** The bad day of the others. */
  private static List<Given> rest(List<Facts> accounts) {
    return accounts.stream().map(facts -> Given.told(facts.nps(STORM, 0))).toList();
  }

  private void awaitConsumed(KafkaTestClient client) {
    client.awaitConsumed(
        APPLICATION, topics.read().stream().<String>map(Topic::name).toList(), LIMIT);
  }

  /** Waits until each of the two works for some accounts. */
  private void awaitShared(KafkaTestClient client, Instance again, Instance second) {
    String surveys = topics.surveyResponses().name();
    Awaitility.await("two instances that share the work")
        .atMost(LIMIT)
        .until(
            () -> {
              again.assertAlive();
              second.assertAlive();
              return client.members(APPLICATION).stream()
                      .filter(
                          member ->
                              member.assignment().topicPartitions().stream()
                                  .anyMatch(partition -> partition.topic().equals(surveys)))
                      .count()
                  == 2;
            });
  }

  private void createTopics(KafkaTestClient client) {
    for (Topic<?> topic : topics.all()) {
      Map<String, String> settings = new HashMap<>(topic.settings());
      // The history comes in one order; the broker's clock ticks too slowly to tell it.
      settings.put("message.timestamp.type", "CreateTime");
      client.createTopic(topic.name(), topic.partitions(), settings);
    }
  }

  private void send(KafkaTestClient client, List<Given> history, Instant from) {
    long time = from.toEpochMilli();
    SignalsOnTheWire wire = new SignalsOnTheWire(topics);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Given given : history) {
      time++;
      if (given.tick() == null) {
        records.add(record(given.signal().accept(wire), time));
        continue;
      }
      byte[] tick = bytes(topics.clockTicks(), WireEvents.tick(given.tick()));
      for (int partition = 0; partition < PARTITIONS; partition++) {
        records.add(new ProducerRecord<>(topics.clockTicks().name(), partition, time, null, tick));
      }
    }
    client.sendAll(records);
  }

  private <V extends SpecificRecord> ProducerRecord<byte[], byte[]> record(
      SignalsOnTheWire.Sent<V> sent, long time) {
    return new ProducerRecord<>(
        sent.topic().name(),
        null,
        time,
        sent.key().getBytes(StandardCharsets.UTF_8),
        bytes(sent.topic(), sent.value()));
  }

  private <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
    return registry.serdes().of(topic.valueType()).serializer().serialize(topic.name(), value);
  }

  private List<HealthAlert> alerts(KafkaTestClient client) {
    Topic<HealthAlert> topic = topics.healthAlerts();
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

  private long raised(KafkaTestClient client) {
    return alerts(client).stream().filter(alert -> alert.getEvent() == AlertEvent.RAISED).count();
  }

  private static long raised(Seen foretold) {
    return foretold.alerts().stream().filter(alert -> alert.event().equals("RAISED")).count();
  }

  /** Answers that are sent and not worked off yet. */
  private long waiting(KafkaTestClient client) {
    String surveys = topics.surveyResponses().name();
    long sent = client.endOffsets(surveys).values().stream().mapToLong(Long::longValue).sum();
    return sent
        - client.committedOffsets(APPLICATION).entrySet().stream()
            .filter(entry -> entry.getKey().topic().equals(surveys))
            .mapToLong(Map.Entry::getValue)
            .sum();
  }

  /**
   * Starts an instance.
   *
   * @param restMicros it rests after each record
   * @param standsStillAfter so many records, to be killed there
   */
  private Instance start(EmbeddedBroker broker, String name, int restMicros, long standsStillAfter)
      throws IOException {
    Path log = directory.resolve(name + ".log");
    return new Instance(
        new ChildJvm(ScoringChild.class)
            .jvmFlags(List.of("-Xmx256m"))
            .arguments(
                broker.bootstrapServers(),
                registry.url(),
                APPLICATION,
                directory.resolve("state-" + name).toString(),
                Integer.toString(PARTITIONS),
                StreamsConfig.EXACTLY_ONCE_V2,
                Integer.toString(restMicros),
                "300",
                name,
                Long.toString(standsStillAfter))
            .errorsTo(log)
            .start(),
        log);
  }

  /** A stream in a process of its own. */
  private static final class Instance implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final AtomicLong processed = new AtomicLong();

    Instance(Process process, Path log) {
      this.process = process;
      this.log = log;
      Thread reader = new Thread(this::read, "said-by-" + log.getFileName());
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      try (BufferedReader said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
          processed.set(line.isEmpty() ? processed.get() : Long.parseLong(line));
        }
      } catch (IOException | NumberFormatException killed) {
        // It was ended in the middle of a word.
      }
    }

    long processed() {
      return processed.get();
    }

    void awaitProcessed(long count) {
      Awaitility.await("records processed")
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                assertAlive();
                return processed.get() >= count;
              });
    }

    void assertAlive() {
      assertThat(process.isAlive()).as("the instance lives: %s", said()).isTrue();
    }

    private String said() {
      try {
        return Files.readString(log);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Rests no more between records. */
    void hurry() throws IOException {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }

    /** SIGKILL. */
    void kill() {
      process.toHandle().destroyForcibly();
      process.onExit().join();
    }

    @Override
    public void close() throws IOException {
      try {
        process.getOutputStream().close();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).exceptionally(late -> process).join();
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
