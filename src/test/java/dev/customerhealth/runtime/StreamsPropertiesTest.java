package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.config.AlertSettings;
import dev.customerhealth.config.KafkaSettings;
import dev.customerhealth.config.ModelSettings;
import dev.customerhealth.config.NotifySettings;
import dev.customerhealth.config.PortfolioSettings;
import dev.customerhealth.config.ProcessingGuarantee;
import dev.customerhealth.config.RegistrySettings;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.topology.ScoringMetrics;
import dev.customerhealth.wire.SerializerChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.errors.TopologyException;
import org.apache.kafka.streams.kstream.Grouped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

class StreamsPropertiesTest {

  private final RocksDbMemory memory = new RocksDbMemory(64L << 20);

  @AfterEach
  void freeMemory() {
    memory.close();
  }

  @ParameterizedTest
  @CsvSource({
    "application.id, health",
    "client.id, health",
    "processing.guarantee, exactly_once_v2",
    "commit.interval.ms, 100",
    "num.stream.threads, 3",
    "num.standby.replicas, 1",
    "state.dir, /srv/state",
    "topology.optimization, none",
    "group.protocol, classic",
    "ensure.explicit.internal.resource.naming, true",
    "processing.exception.handler.global.enabled, true",
    "errors.dead.letter.queue.topic.name, dead-letters",
    "statestore.cache.max.bytes, 1024",
    "replication.factor, 3",
    "max.task.idle.ms, 0",
  })
  void the_decided_settings_are_given(String name, String value) {
    assertThat(properties(Optional.empty(), Map.of()).get(name)).hasToString(value);
  }

  @Test
  void kafka_streams_accepts_them_all() {
    assertThat(
            new StreamsConfig(properties(Optional.empty(), Map.of())).getString("application.id"))
        .isEqualTo("health");
  }

  @Test
  void what_the_installation_passes_through_arrives_untouched() {
    Map<String, String> given =
        Map.of(
            "security.protocol", "SASL_SSL",
            "sasl.jaas.config", "module required;",
            "consumer.session.timeout.ms", "30000",
            "max.task.idle.ms", "50");

    assertThat(properties(Optional.empty(), given)).containsAllEntriesOf(given);
  }

  @ParameterizedTest
  @CsvSource({
    "session.timeout.ms, 15000",
    "heartbeat.interval.ms, 3000",
    "linger.ms, 10",
    "max.request.size, 4194304",
  })
  void where_the_installation_says_nothing_clients_get_what_we_prefer(String name, String value) {
    assertThat(ofClients(Map.of()).get(name)).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session.timeout.ms", "heartbeat.interval.ms", "linger.ms"})
  void what_the_installation_gives_to_all_clients_reaches_those_that_we_prefer_something_for(
      String name) {
    assertThat(ofClients(Map.of(name, "4711")).get(name)).hasToString("4711");
  }

  @ParameterizedTest
  @CsvSource({
    "consumer.session.timeout.ms, session.timeout.ms",
    "main.consumer.session.timeout.ms, session.timeout.ms",
    "producer.linger.ms, linger.ms",
  })
  void what_the_installation_gives_to_one_kind_of_client_counts_more_than_what_it_gives_to_all(
      String prefixed, String name) {
    assertThat(ofClients(Map.of(name, "1", prefixed, "4711")).get(name)).hasToString("4711");
  }

  /** What the consumer and the producer of a stream's thread really get, together. */
  private Map<String, Object> ofClients(Map<String, String> passed) {
    StreamsConfig config = new StreamsConfig(properties(Optional.empty(), passed));
    Map<String, Object> clients = new HashMap<>(config.getMainConsumerConfigs("group", "c", 0));
    clients.putAll(config.getProducerConfigs("p"));
    return clients;
  }

  @Test
  void what_must_not_differ_wins_over_what_is_passed_through() {
    assertThat(properties(Optional.empty(), Map.of("topology.optimization", "all")))
        .containsEntry("topology.optimization", "none");
  }

  @Test
  void a_name_of_its_own_makes_the_instance_a_static_member() {
    assertThat(properties(Optional.of("a"), Map.of()))
        .containsEntry("consumer.group.instance.id", "a")
        .containsEntry("client.id", "health-a");
  }

  @Test
  void a_store_without_a_name_is_refused() {
    StreamsConfig config = new StreamsConfig(properties(Optional.empty(), Map.of()));
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config));
    builder.<String, String>stream("product-usage")
        .groupBy((key, value) -> value, Grouped.as("by-value"))
        .count();

    assertThatThrownBy(builder::build).isInstanceOf(TopologyException.class);
  }

  @Test
  void every_store_draws_on_the_same_memory() {
    Map<String, Object> properties = properties(Optional.empty(), Map.of());
    try (Options options = new Options()) {
      BlockBasedTableConfig table = new BlockBasedTableConfig();
      options.setTableFormatConfig(table);

      new BoundedRocksDb().setConfig("any", options, properties);

      assertThat(options.writeBufferManager()).isSameAs(memory.writeBuffers());
      assertThat(table.cacheIndexAndFilterBlocks()).isTrue();
    }
  }

  @Test
  void a_store_without_a_memory_bound_is_refused() {
    try (Options options = new Options()) {
      assertThatThrownBy(() -> new BoundedRocksDb().setConfig("any", options, Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(RocksDbMemory.SETTING);
    }
  }

  private Map<String, Object> properties(Optional<String> instance, Map<String, String> passed) {
    Map<String, String> kafka = new HashMap<>(passed);
    kafka.put("bootstrap.servers", "broker:9092");
    ServiceConfig config =
        new ServiceConfig(
            "health",
            Path.of("/srv/state"),
            new KafkaSettings(kafka),
            new RegistrySettings(SerializerChoice.THIN, Map.of("schema.registry.url", "http://r")),
            new ServiceConfig.StreamsSettings(
                ProcessingGuarantee.EXACTLY_ONCE_V2,
                Duration.ofMillis(100),
                3,
                1,
                instance,
                1024,
                64L << 20),
            new ServiceConfig.TopicPlan(TopicSettings.standard(), (short) 3),
            new ServiceConfig.TimeSettings(
                Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofDays(90)),
            new ServiceConfig.HttpSettings("127.0.0.1", 0),
            new ServiceConfig.WatchdogSettings(Duration.ofMinutes(1), Duration.ofSeconds(5)),
            ModelSettings.standard("M0"),
            AlertSettings.standard(),
            PortfolioSettings.standard(),
            NotifySettings.none());
    return StreamsProperties.of(
        config, Topics.of(TopicSettings.standard()), ScoringMetrics.silent(), memory);
  }
}
