package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.ScoreStatus;
import dev.customerhealth.testing.ApicurioRegistry;
import dev.customerhealth.wire.ContractSerdes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service, as a process of its own, with somebody else's registry. */
class MainJobOnApicurioInteropIT {

  private static final int USES = 200;
  private static final int ACCOUNTS = 10;

  @TempDir Path directory;

  /** Its own client of the registry, and Confluent's classes chosen by configuration. */
  @ParameterizedTest
  @ValueSource(strings = {"thin", "confluent"})
  void events_are_scored_and_every_record_is_accounted_for(String serializer) throws Exception {
    try (Cluster cluster = Cluster.start("apicurio-it");
        ApicurioRegistry registry = ApicurioRegistry.start(directory)) {
      cluster.useRegistry(registry.url());
      cluster.begin();
      cluster.traffic().sendUsage(USES);
      String log;

      try (ServiceProcess service =
          ServiceProcess.ready(cluster.configFile("serializer: " + serializer))) {
        cluster.awaitLoginsRead();
        service.terminate();
        service.exitCode();
        log = service.log();
      }

      assertThat(scores(cluster, registry))
          .as(log)
          .hasSize(ACCOUNTS)
          .allSatisfy(
              (account, score) -> {
                assertThat(score.getAccountId()).isEqualTo(account);
                assertThat(score.getStatus()).isEqualTo(ScoreStatus.SCORED);
                assertThat(score.getModelId()).isEqualTo("M0");
                assertThat(score.getScore()).isPositive();
              });
      cluster.assertLoginsAccountedFor(3 * USES);
    }
  }

  /** The latest score of every account, decoded with the schemas that Apicurio keeps. */
  private static Map<String, HealthScore> scores(Cluster cluster, ApicurioRegistry registry) {
    String topic = Cluster.TOPICS.healthScores().name();
    Map<String, HealthScore> latest = new HashMap<>();
    try (ContractSerdes serdes =
        ContractSerdes.from(Map.of("schema.registry.url", registry.url()))) {
      var deserializer = serdes.of(HealthScore.class).deserializer();
      for (ConsumerRecord<byte[], byte[]> record : cluster.client().readAll(topic)) {
        latest.put(
            new String(record.key(), StandardCharsets.UTF_8),
            deserializer.deserialize(topic, record.value()));
      }
    }
    return latest;
  }
}
