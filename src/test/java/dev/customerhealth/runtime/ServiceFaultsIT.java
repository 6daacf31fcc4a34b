package dev.customerhealth.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.RejectedEvent;
import dev.customerhealth.testing.WireEvents;
import dev.customerhealth.topology.RecordOutcome;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong around a running service, and what it does about it. */
class ServiceFaultsIT {

  private static final int LOGINS = 100;
  private static final int FALLS = 10;

  private static Cluster cluster;

  @BeforeAll
  static void startCluster() {
    cluster = Cluster.start("faults-it");
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void begin() throws ExecutionException, InterruptedException {
    cluster.begin();
    cluster.traffic().sendLogins(0, LOGINS);
  }

  @Test
  void a_registry_that_goes_away_while_running_costs_no_record() throws Exception {
    try (RunningService service = RunningService.ready(cluster.config())) {
      cluster.awaitLoginsRead();
      byte[] login = cluster.traffic().loginOfNewerProducer(LOGINS);
      cluster.stopRegistry();

      cluster.client().send("product-usage", "account-0".getBytes(UTF_8), login);
      Awaitility.await("the service to say so")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(service.status().phase())
                      .startsWith("waiting for the schema registry at [http://127.0.0.1:"));
      assertThat(service.status().ready()).isFalse();
      cluster.awaitStandstill();
      assertThat(service.ended()).isFalse();
      cluster.startRegistry();

      cluster.awaitLoginsRead();
      service.awaitReady();
      service.stop();
    }
    cluster.assertLoginsAccountedFor(LOGINS + 1);
  }

  @Test
  void a_broker_that_is_away_for_a_while_is_told_and_costs_no_record_and_no_alert()
      throws Exception {
    FallingScores scores = new FallingScores(cluster, 2 * FALLS);
    try (RunningService service =
        RunningService.ready(
            cluster.configWithTime(FallingScores.TIME, "watchdog: {check-interval: 500ms}"))) {
      cluster.awaitLoginsRead();
      scores.beginWell();
      scores.fall(FALLS);

      cluster.broker().stop();
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () -> assertThat(service.status().phase()).isEqualTo("the broker does not answer"));
      assertThat(service.status().ready()).isFalse();
      cluster.broker().restart();
      cluster.traffic().sendLogins(LOGINS, LOGINS);
      scores.fall(FALLS);

      scores.awaitRead();
      service.stop();
    }
    cluster.assertLoginsAccountedFor(2 * LOGINS + 2 * FALLS * FallingScores.USAGE_EACH);
    scores.assertEveryAlertToldOnce();
  }

  @Test
  void a_broker_killed_in_the_middle_of_the_work_costs_no_record() throws Exception {
    int sent;
    try (RunningService service = RunningService.ready(cluster.config());
        SteadyLogins logins = SteadyLogins.from(cluster, LOGINS)) {
      logins.awaitHalfWay();
      assertThat(cluster.accounting())
          .as("in the middle of the work")
          .allMatch(AccountingLine::isEven)
          .anyMatch(line -> line.accounted() > 0);

      cluster.broker().kill();
      cluster.broker().restart();
      logins.awaitHalfWay();

      sent = logins.stop();
      cluster.awaitLoginsRead();
      service.stop();
    }
    cluster.assertLoginsAccountedFor(sent);
  }

  /**
   * Found when a store is opened, or when a block of it is read. Nothing is found where nothing is
   * left: Kafka Streams keeps in the store itself how far it is, and so rebuilds an empty one.
   */
  @ParameterizedTest
  @CsvSource({
    "MANIFEST_OVERWRITTEN, CURRENT_LOST, 0_0 0_1",
    "DATA_OVERWRITTEN, FOLDER_EMPTIED, 0_0"
  })
  void damaged_state_is_set_apart_and_rebuilt_and_costs_no_alert(
      Damage first, Damage second, String setApart) throws Exception {
    FallingScores scores = new FallingScores(cluster, 2 * FALLS);
    try (RunningService service =
        RunningService.ready(cluster.configWithTime(FallingScores.TIME))) {
      scores.beginWell();
      scores.fall(FALLS);
      scores.awaitRead();
      service.stop();
    }
    first.to(storesOfTask("0_0"));
    second.to(storesOfTask("0_1"));
    cluster.traffic().sendLogins(LOGINS, LOGINS);
    scores.fall(FALLS);

    try (RunningService service =
        RunningService.ready(cluster.configWithTime(FallingScores.TIME))) {
      scores.awaitRead();
      service.stop();
    }

    cluster.assertLoginsAccountedFor(2 * LOGINS + 2 * FALLS * FallingScores.USAGE_EACH);
    assertThat(String.join(" ", quarantined())).isEqualTo(setApart);
    scores.assertLatestScores();
    scores.assertEveryAlertToldOnce();
  }

  /** Beside good records, to both partitions: each ends where it must, and nothing else stirs. */
  @Test
  void one_of_each_kind_of_bad_input_is_refused_and_accounted_for_in_every_partition()
      throws Exception {
    cluster.client().configure("product-usage", "max.message.bytes", BadInput.LARGEST);
    List<BadInput.Sent> bad;
    try (ContractSerdes serdes = cluster.serdes()) {
      bad = BadInput.ofEachKind(serdes);
    }
    try (RunningService service = RunningService.ready(cluster.config())) {
      for (int partition = 0; partition < Cluster.PARTITIONS; partition++) {
        for (BadInput.Sent each : bad) {
          cluster.client().send(each.to().apply(partition));
        }
        cluster
            .client()
            .send(new ProducerRecord<>("account-profiles", partition, key("nobody-🚀"), null));
      }
      cluster.traffic().sendLoginsOf("acme-🚀", LOGINS, LOGINS);
      cluster
          .client()
          .awaitConsumed(
              cluster.applicationId(),
              List.of("product-usage", "survey-responses", "account-profiles"),
              Duration.ofMinutes(2));
      service.stop();
    }

    cluster.client().awaitNoTransaction();
    for (AccountingLine line : cluster.accounting()) {
      List<BadInput.Sent> ofTopic =
          bad.stream().filter(each -> each.topic().equals(line.partition().topic())).toList();
      assertThat(line.isEven()).as("%s", line).isTrue();
      assertThat(line.outcomes().getOrDefault(RecordOutcome.REJECTED, 0L))
          .as("%s", line)
          .isEqualTo(ofTopic.stream().filter(each -> each.reason() != null).count());
      assertThat(line.deadLettered())
          .as("%s", line)
          .isEqualTo(ofTopic.stream().filter(each -> each.reason() == null).count());
    }
    assertThat(cluster.loginsScored()).isEqualTo(2 * LOGINS);
    assertThat(cluster.told(Cluster.TOPICS.rejectedEvents()))
        .extracting(RejectedEvent::getReason)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(bad.stream(), bad.stream())
                .map(BadInput.Sent::reason)
                .filter(Objects::nonNull)
                .toList());
    assertThat(cluster.told(Cluster.TOPICS.healthScores()))
        .extracting(HealthScore::getAccountId)
        .doesNotContain("bad", "another");
  }

  /** Nothing is healed: that account stays as it is, until a person looks at the dead letters. */
  @Test
  void an_account_that_cannot_be_read_costs_its_own_record_only_which_is_a_dead_letter()
      throws Exception {
    runOnce();
    deleteState();
    String changelog = cluster.applicationId() + "-account-health-changelog";
    byte[] damaged = {77, 77, 77};
    cluster.client().send(changelog, key("broken"), damaged);
    try (RunningService service = RunningService.ready(cluster.config())) {
      cluster.traffic().sendLoginsOf("broken", LOGINS, 1);
      cluster.traffic().sendLogins(LOGINS, LOGINS);
      cluster.awaitLoginsRead();
      assertThat(service.status().ready()).isTrue();
      service.stop();
    }

    cluster.client().awaitNoTransaction();
    assertThat(cluster.accounting()).allMatch(AccountingLine::isEven);
    assertThat(cluster.loginsScored()).isEqualTo(2 * LOGINS);
    assertThat(ofAccount("broken", changelog))
        .extracting(ConsumerRecord::value)
        .containsExactly(damaged);
    ConsumerRecord<byte[], byte[]> login = ofAccount("broken", "product-usage").get(0);
    List<ConsumerRecord<byte[], byte[]>> letters = cluster.client().readAll("dead-letters");
    assertThat(letters).hasSize(1);
    ConsumerRecord<byte[], byte[]> letter = letters.get(0);
    assertThat(letter.key()).isEqualTo(login.key());
    assertThat(letter.value()).isEqualTo(login.value());
    assertThat(header(letter, "__streams.errors.topic")).isEqualTo("product-usage");
    assertThat(header(letter, "__streams.errors.partition"))
        .isEqualTo(Integer.toString(login.partition()));
    assertThat(header(letter, "__streams.errors.offset")).isEqualTo(Long.toString(login.offset()));
    assertThat(header(letter, "__streams.errors.exception"))
        .isEqualTo(IllegalArgumentException.class.getName());
    assertThat(header(letter, "__streams.errors.message")).isNotBlank();
    assertThat(header(letter, "__streams.errors.stacktrace")).contains("AccountRecordCodec");
  }

  private static List<ConsumerRecord<byte[], byte[]>> ofAccount(String account, String topic) {
    return cluster.client().readAll(topic).stream()
        .filter(found -> Arrays.equals(found.key(), key(account)))
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  @Test
  void a_tombstone_takes_the_profile_from_an_account_that_has_one() throws Exception {
    try (RunningService service = RunningService.ready(cluster.config())) {
      cluster.awaitLoginsRead();
      cluster.client().send("account-profiles", key("account-0"), profile("account-0"));
      awaitName("account-0", "Acme & Söhne");

      cluster.client().send("account-profiles", key("account-0"), null);

      awaitName("account-0", null);
      service.stop();
    }
    cluster.assertLoginsAccountedFor(LOGINS);
  }

  private static byte[] profile(String account) {
    try (ContractSerdes serdes = cluster.serdes()) {
      return serdes
          .of(AccountProfile.class)
          .serializer()
          .serialize("account-profiles", WireEvents.profile(account, Instant.now()).build());
    }
  }

  /** Waits until what was told last of the account has this name; null for none. */
  private static void awaitName(String account, String name) {
    Awaitility.await("the name of " + account + " to be " + name)
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(cluster.told(Cluster.TOPICS.healthScores()))
                    .filteredOn(score -> score.getAccountId().equals(account))
                    .last()
                    .extracting(HealthScore::getAccountName)
                    .isEqualTo(name));
  }

  private static byte[] key(String account) {
    return account.getBytes(UTF_8);
  }

  @Test
  void the_running_service_tells_every_partition_the_time() throws Exception {
    try (RunningService service = RunningService.ready(cluster.config())) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .until(
              () ->
                  cluster.client().endOffsets("clock-ticks").values().stream()
                      .allMatch(end -> end >= 3));
      service.stop();
    }
    cluster.assertLoginsAccountedFor(LOGINS);
  }

  @Test
  void an_import_in_progress_keeps_the_running_service_from_telling_the_time() throws Exception {
    Instant history = Instant.parse("2024-01-01T00:00:00Z");
    cluster.traffic().tellTime(history, "import");
    try (RunningService service = RunningService.ready(cluster.config())) {
      Awaitility.await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(90))
          .until(
              () ->
                  cluster.client().endOffsets("clock-ticks").values().stream()
                      .allMatch(end -> end == 1));
      service.stop();
    }
  }

  @Test
  void a_standstill_that_nobody_else_notices_ends_the_run() throws Exception {
    try (RunningService service =
        RunningService.ready(
            cluster.config("watchdog: {stall-after: 10s, check-interval: 500ms}"))) {
      cluster.awaitLoginsRead();
      cluster.client().deleteTopics("dead-letters");

      cluster
          .client()
          .send("product-usage", "account-0".getBytes(UTF_8), "no avro".getBytes(UTF_8));

      assertThat(service.failure())
          .isInstanceOf(ServiceFailedException.class)
          .hasMessageContaining("nothing was committed for")
          .hasMessageContaining("though records wait");
    }
  }

  @Test
  void a_transaction_that_does_not_end_is_named_by_the_restore_that_waits_for_it()
      throws Exception {
    runOnce();
    deleteState();
    String changelog = cluster.applicationId() + "-account-health-changelog";

    try (Producer<byte[], byte[]> producer = cluster.client().transactional()) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(changelog, 0, new byte[] {1}, new byte[] {1})).get();
      try (RunningService service =
          RunningService.start(cluster.config("watchdog: {stall-after: 8s, check-interval: 1s}"))) {
        Awaitility.await("the service to name the transaction")
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () ->
                    assertThat(service.status().phase())
                        .contains(
                            "a transaction that does not end holds back " + changelog + "-0"));
        assertThat(service.status().ready()).isFalse();

        producer.abortTransaction();

        service.awaitReady();
        service.stop();
      }
    }
    cluster.assertLoginsAccountedFor(LOGINS);
  }

  private static void deleteState() throws IOException {
    try (Stream<Path> files = Files.walk(cluster.stateDirectory())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void runOnce() {
    try (RunningService service = RunningService.ready(cluster.config())) {
      cluster.awaitLoginsRead();
      service.stop();
    }
  }

  private static List<Path> storesOfTask(String task) throws IOException {
    Path folder = cluster.stateDirectory().resolve(cluster.applicationId()).resolve(task);
    try (Stream<Path> stores = Files.list(folder.resolve("rocksdb"))) {
      return stores.toList();
    }
  }

  /** The tasks whose state was set apart. */
  private static List<String> quarantined() throws IOException {
    Path folder = cluster.stateDirectory().resolve("quarantine").resolve(cluster.applicationId());
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(file -> folder.relativize(file).getNameCount() == 2)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}
