package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.customerhealth.wire.ContractSerdes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.TopicConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ServiceStartIT {

  private static Cluster cluster;

  @BeforeAll
  static void startCluster() {
    cluster = Cluster.start("start-it");
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void begin() throws ExecutionException, InterruptedException {
    cluster.begin();
  }

  @Test
  void a_missing_dead_letter_topic_is_refused_in_one_line_and_costs_no_record() throws Exception {
    cluster.traffic().sendLogins(0, 20);
    cluster.client().deleteTopics("dead-letters");

    assertThat(refusal()).startsWith("topic dead-letters is missing; create it").hasLineCount(1);

    cluster.createMissingTopics();
    try (RunningService service = RunningService.ready(cluster.config())) {
      cluster.awaitLoginsRead();
      service.stop();
    }
    cluster.assertLoginsAccountedFor(20);
  }

  @Test
  void every_missing_topic_has_a_line_of_its_own() throws Exception {
    cluster.client().deleteTopics("product-usage", "health-alerts");

    assertThat(refusal().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("topic product-usage is missing"))
        .anyMatch(line -> line.startsWith("topic health-alerts is missing"));
  }

  @Test
  void unequal_partition_counts_are_refused() throws Exception {
    cluster
        .client()
        .admin()
        .createPartitions(Map.of("support-tickets", NewPartitions.increaseTo(3)))
        .all()
        .get();
    Awaitility.await().until(() -> cluster.client().endOffsets("support-tickets").size() == 3);

    assertThat(refusal())
        .startsWith("topic support-tickets: partitions is 3, expected 2")
        .hasLineCount(1);
  }

  @Test
  void a_topic_with_the_producers_time_or_the_wrong_clean_up_is_refused() throws Exception {
    cluster.client().deleteTopics("account-profiles");
    Awaitility.await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                cluster
                    .client()
                    .createTopic(
                        "account-profiles",
                        2,
                        Map.of(
                            TopicConfig.CLEANUP_POLICY_CONFIG,
                            "delete",
                            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                            "CreateTime")));

    assertThat(refusal().lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("cleanup.policy is delete, expected compact"))
        .anyMatch(line -> line.contains("timestamp.type is CreateTime, expected LogAppendTime"));
  }

  @Test
  void another_retention_is_told_and_nothing_to_refuse() throws Exception {
    cluster.client().configure("health-alerts", TopicConfig.RETENTION_MS_CONFIG, 3_600_000);
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    Logger log = (Logger) LoggerFactory.getLogger(TopicPreflight.class);
    log.addAppender(heard);
    try {
      new TopicPreflight(cluster.client().admin(), cluster.config(), Cluster.TOPICS).check();
    } finally {
      log.detachAppender(heard);
    }

    assertThat(heard.list)
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.getLevel()).isEqualTo(Level.WARN);
              assertThat(said.getFormattedMessage())
                  .isEqualTo(
                      "topic differs from the contract: topic health-alerts: retention.ms is"
                          + " 3600000, expected -1");
            });
  }

  @Test
  void an_input_whose_producers_registered_what_we_cannot_read_is_refused_in_one_line()
      throws Exception {
    register(
        "product-usage-value",
        SchemaBuilder.record("ProductUsageEvent")
            .namespace("dev.customerhealth.avro")
            .fields()
            .requiredString("something_else")
            .endRecord());

    assertThat(refusal())
        .startsWith("topic product-usage cannot be read: version 1 of subject product-usage-value")
        .contains("does not fit our schema", "event_id")
        .hasLineCount(1);
  }

  @Test
  void outputs_that_the_registry_does_not_take_are_refused_in_one_line_each() throws Exception {
    for (String output : List.of("health-scores", "health-alerts")) {
      register(
          output + "-value",
          SchemaBuilder.record("Another")
              .namespace("dev.customerhealth.avro")
              .fields()
              .requiredString("something_else")
              .endRecord());
    }

    assertThat(refusal().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("topic health-scores cannot be written: "))
        .anyMatch(line -> line.startsWith("topic health-alerts cannot be written: "));
  }

  private static void register(String subject, Schema schema) {
    try (ContractSerdes serdes = cluster.serdes()) {
      assertThat(serdes.registry().idFor(subject, schema)).isPositive();
    }
  }

  @Test
  void a_registry_that_is_down_is_waited_for() throws Exception {
    cluster.traffic().sendLogins(0, 20);
    cluster.stopRegistry();
    try (RunningService service = RunningService.start(cluster.config())) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () ->
                  assertThat(service.status().phase())
                      .startsWith("checking the schemas, waiting for the schema registry at "));
      assertThat(service.ended()).isFalse();
      assertThat(service.status().ready()).isFalse();

      cluster.startRegistry();

      service.awaitReady();
      cluster.awaitLoginsRead();
      service.stop();
    }
    cluster.assertLoginsAccountedFor(20);
  }

  @Test
  void with_the_fleet_watched_it_starts_and_accounts_for_every_record() throws Exception {
    cluster.traffic().sendLogins(0, 20);
    try (RunningService service =
        RunningService.start(
            cluster.config(
                "alerts:", "  hold-when-silent: [product-usage=3h]", "  hold-when-fallen: 30"))) {
      service.awaitReady();
      cluster.awaitLoginsRead();
      service.stop();
    }
    cluster.assertLoginsAccountedFor(20);
  }

  @Test
  void waiting_for_the_registry_can_be_stopped() {
    cluster.stopRegistry();
    try (RunningService service = RunningService.start(cluster.config())) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> service.status().phase().startsWith("checking the schemas"));

      service.stop();
    }
  }

  @Test
  void a_broker_that_is_not_there_is_waited_for_until_told_to_stop() throws Exception {
    try (RunningService service =
        RunningService.start(cluster.configWithKafka("bootstrap.servers: 127.0.0.1:1"))) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> service.status().phase().contains("waiting for Kafka at 127.0.0.1:1"));
      assertThat(service.ended()).isFalse();
      assertThat(service.status().ready()).isFalse();

      service.stop();
    }
  }

  @Test
  void a_host_that_nobody_knows_is_refused() throws Exception {
    try (RunningService service =
        RunningService.start(
            cluster.configWithKafka("bootstrap.servers: no-such-host.invalid:9092"))) {
      assertThat(PlainWords.of(service.failure()))
          .contains("no such host", "no-such-host.invalid:9092")
          .hasLineCount(1);
    }
  }

  private static String refusal() throws InterruptedException {
    try (RunningService service = RunningService.start(cluster.config())) {
      Throwable failure = service.failure();
      assertThat(failure).isInstanceOf(StartRefusedException.class);
      return failure.getMessage();
    }
  }
}
