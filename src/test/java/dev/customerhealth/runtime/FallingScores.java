package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.oracle.Given;
import dev.customerhealth.oracle.Oracle;
import dev.customerhealth.oracle.SeenAlert;
import dev.customerhealth.topology.SeenOnTheWire;
import dev.customerhealth.topology.SignalsOnTheWire;
import dev.customerhealth.wire.ContractSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Accounts that are well and a day later are not, some after the others. Which alerts they raise is
 * foretold by the oracle. All of it lies ahead of the clock, as far as {@link #TIME} allows, so
 * that the running service's ticks, whenever they come, change nothing.
 */
final class FallingScores {

  /** Usage each of them begins with. */
  static final int USAGE_EACH = 2;

  /** What the configuration says of time. */
  static final String TIME = "{tick-interval: 500ms, future-tolerance: 7d}";

  private static final String PREFIX = "falling-";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Cluster cluster;
  private final SignalsOnTheWire wire = new SignalsOnTheWire(Cluster.TOPICS);
  private final List<Facts> accounts = new ArrayList<>();
  private final List<Given> history = new ArrayList<>();
  private final Instant calm =
      Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofHours(1));
  private int fallen;

  FallingScores(Cluster cluster, int count) {
    this.cluster = cluster;
    for (int number = 0; number < count; number++) {
      accounts.add(new Facts(PREFIX + number));
    }
  }

  /** All of them are well; returns when the service has seen it. */
  void beginWell() {
    for (Facts each : accounts) {
      history.add(Given.told(each.login(calm, "ann")));
      history.add(Given.told(each.used(calm, "ann", "reports", 40)));
    }
    send(history);
    // One topic after the other: between two of them a service knows no order.
    awaitRead();
    List<Given> content = accounts.stream().map(each -> Given.told(each.nps(calm, 10))).toList();
    history.addAll(content);
    send(content);
    awaitRead();
  }

  /** So many more of them fall; returns at once. */
  void fall(int count) {
    Instant then = calm.plus(Duration.ofDays(1));
    List<Given> falls =
        accounts.subList(fallen, fallen + count).stream()
            .map(each -> Given.told(each.nps(then, 0)))
            .toList();
    fallen += count;
    history.addAll(falls);
    send(falls);
  }

  /** Waits until the service has read and committed everything. */
  void awaitRead() {
    cluster
        .client()
        .awaitConsumed(
            cluster.applicationId(),
            List.of(Cluster.TOPICS.productUsage().name(), Cluster.TOPICS.surveyResponses().name()),
            LIMIT);
  }

  /**
   * The latest score of each of them is the one the oracle foretells, in the topic people read and
   * by the changes that were told.
   */
  void assertLatestScores() {
    Map<String, Integer> foretold = new Oracle().foretell(history).finalScores();
    assertThat(foretold).hasSize(accounts.size());
    assertThat(SeenOnTheWire.lastScores(cluster.told(Cluster.TOPICS.healthScores())))
        .as("the last records of health-scores")
        .containsAllEntriesOf(SeenOnTheWire.inPoints(foretold));
    assertThat(
            SeenOnTheWire.of(cluster.told(Cluster.TOPICS.healthScoreChanges()), List.of())
                .finalScores())
        .as("what the changes end with")
        .containsAllEntriesOf(foretold);
  }

  /** Every alert the oracle foretells was told, in its words and order, none twice, no other. */
  void assertEveryAlertToldOnce() {
    List<SeenAlert> foretold =
        new Oracle()
            .foretell(history).alerts().stream()
                .sorted(Comparator.comparing(SeenAlert::accountId))
                .toList();
    assertThat(foretold).hasSizeGreaterThan(2 * fallen);
    List<HealthAlert> alerts = new ArrayList<>(cluster.told(Cluster.TOPICS.healthAlerts()));
    alerts.removeIf(alert -> !alert.getAccountId().startsWith(PREFIX));
    assertThat(SeenOnTheWire.of(List.of(), alerts).alerts()).isEqualTo(foretold);
  }

  private void send(List<Given> facts) {
    try (ContractSerdes serdes = cluster.serdes()) {
      cluster
          .client()
          .sendAll(facts.stream().map(each -> record(each.signal().accept(wire), serdes)).toList());
    }
  }

  private static <V extends SpecificRecord> ProducerRecord<byte[], byte[]> record(
      SignalsOnTheWire.Sent<V> sent, ContractSerdes serdes) {
    String topic = sent.topic().name();
    return new ProducerRecord<>(
        topic,
        sent.key().getBytes(StandardCharsets.UTF_8),
        serdes.of(sent.topic().valueType()).serializer().serialize(topic, sent.value()));
  }
}
