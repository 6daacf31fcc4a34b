package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.testing.KafkaTestClient;
import dev.customerhealth.testing.SharedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The first command of an installation, on a cluster that has none of its topics. */
@ExtendWith(SharedBroker.class)
class TopicsCommandIT {
  private static final int PARTITIONS = 3;
  private static final Topics TOPICS =
      Topics.of(TopicSettings.standard().withPartitions(PARTITIONS));
  private static final Set<String> NAMES =
      TOPICS.all().stream().map(Topic::name).collect(Collectors.toUnmodifiableSet());

  @TempDir Path folder;

  private final KafkaTestClient kafka;
  private String out;

  TopicsCommandIT(KafkaTestClient kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void beginWithNone() throws Exception {
    kafka.deleteTopics(present().toArray(String[]::new));
    // Topics are gone some time after their deletion was answered.
    Awaitility.await("topics to be gone")
        .atMost(Duration.ofSeconds(60))
        .until(() -> present().isEmpty());
  }

  @Test
  void every_topic_of_the_contract_is_created_as_the_contract_says() throws Exception {
    assertThat(topics()).as(out).isZero();

    assertThat(out.lines())
        .contains(
            "created product-usage (3 partitions, kept for ever)",
            "created health-scores (3 partitions, latest per key)",
            "created dead-letters (3 partitions, kept 30 days)",
            "all 19 topics are as they should be");
    assertThat(partitions()).isEqualTo(inContract(Topic::partitions));
    for (String setting :
        List.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.RETENTION_MS_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)) {
      assertThat(onCluster(setting))
          .as(setting)
          .isEqualTo(inContract(topic -> topic.settings().get(setting)));
    }
  }

  @Test
  void a_second_time_nothing_is_left_to_create() {
    topics();

    assertThat(topics()).as(out).isZero();
    assertThat(out).contains("all 19 topics are as they should be").doesNotContain("created");
  }

  @Test
  void a_dry_run_names_what_it_would_create_and_creates_nothing() throws Exception {
    assertThat(topics("--dry-run")).as(out).isZero();

    assertThat(out.lines().filter(line -> line.startsWith("would create ")))
        .hasSameSizeAs(NAMES)
        .contains("would create account-profiles (3 partitions, kept for ever)");
    assertThat(out).doesNotContain("created").doesNotContain("as they should be");
    assertThat(present()).isEmpty();
  }

  @Test
  void a_topic_with_other_partitions_is_named_left_alone_and_a_failure() throws Exception {
    kafka.createTopic(
        TOPICS.supportTickets().name(), PARTITIONS + 1, TOPICS.supportTickets().settings());

    assertThat(topics()).as(out).isEqualTo(1);

    assertThat(out.lines())
        .contains("topic support-tickets: partitions is 4, expected 3")
        .contains("created product-usage (3 partitions, kept for ever)")
        .noneMatch(line -> line.startsWith("created support-tickets"));
    assertThat(out).doesNotContain("as they should be");
    assertThat(partitions())
        .containsOnlyKeys(NAMES)
        .containsEntry(TOPICS.supportTickets().name(), PARTITIONS + 1);
  }

  private int topics(String... more) {
    StringWriter written = new StringWriter();
    String[] all = new String[more.length + 3];
    all[0] = "topics";
    all[1] = "--config";
    all[2] = config().toString();
    System.arraycopy(more, 0, all, 3, more.length);
    int code =
        RootCommand.commandLine(Clock.systemUTC())
            .setOut(new PrintWriter(written))
            .setErr(new PrintWriter(written))
            .execute(all);
    out = written.toString();
    return code;
  }

  private Set<String> present() throws Exception {
    Set<String> ours = new HashSet<>(kafka.admin().listTopics().names().get());
    ours.retainAll(NAMES);
    return ours;
  }

  private Map<String, Integer> partitions() throws Exception {
    Map<String, TopicDescription> there = kafka.admin().describeTopics(NAMES).allTopicNames().get();
    return there.values().stream()
        .collect(Collectors.toMap(TopicDescription::name, topic -> topic.partitions().size()));
  }

  private Map<String, String> onCluster(String setting) throws Exception {
    Map<ConfigResource, Config> there =
        kafka
            .admin()
            .describeConfigs(
                NAMES.stream()
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList())
            .all()
            .get();
    return there.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().name(), entry -> entry.getValue().get(setting).value()));
  }

  private static <T> Map<String, T> inContract(Function<Topic<?>, T> what) {
    return TOPICS.all().stream().collect(Collectors.toMap(Topic::name, what));
  }

  private Path config() {
    try {
      return Files.writeString(
          folder.resolve("c.yml"),
          """
          kafka: {bootstrap.servers: '%s'}
          registry: {schema.registry.url: 'http://127.0.0.1:1'}
          topics: {partitions: %d, replication-factor: 1}
          """
              .formatted(kafka.bootstrapServers(), PARTITIONS));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
