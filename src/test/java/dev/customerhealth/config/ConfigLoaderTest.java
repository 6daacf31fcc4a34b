package dev.customerhealth.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.fleet.FleetRules;
import dev.customerhealth.wire.SerializerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {

  private static final String LEAST =
      """
      kafka:
        bootstrap.servers: broker:9092
      registry:
        schema.registry.url: http://registry:8081
      """;

  private static final String EVERYTHING =
      """
      application-id: health-2
      state-dir: /srv/health
      kafka:
        bootstrap.servers: [one:9092, two:9092]
        security:
          protocol: SASL_SSL
        sasl.jaas.config: module required password="hush";
        consumer.max.poll.records: 50
      serializer: confluent
      registry:
        schema.registry.url: https://registry
        basic.auth.user.info: user:hush
      streams:
        processing-guarantee: at_least_once
        commit-interval: 1s
        threads: 4
        standby-replicas: 1
        group-instance-id: health-2-a
        cache-memory: 32MB
        rocksdb-memory: 1GB
      topics:
        partitions: 12
        replication-factor: 3
        input-retention: 400d
        output-retention: 90d
        refused-retention: forever
      time:
        tick-interval: 30s
        future-tolerance: 5m
        longest-override: 30d
      http:
        host: 127.0.0.1
        port: 0
      watchdog:
        stall-after: 2m
        check-interval: 500ms
      models:
        default: X1
        shadows-at-once: 1
        rules:
          - id: new-customers
            when:
              segment: [smb, mid-market]
              tier: gold
              stage: [onboarding]
              renewal-near: false
            model: X2
      notify:
        routing: routing.yml
        group-id: tellers
        http-port: 0
      """;

  @TempDir Path folder;

  @Test
  void what_is_taken_for_a_fault_of_the_data_is_off_unless_set() throws Exception {
    assertThat(load(LEAST, Map.of()).alerts().fleet()).isEqualTo(FleetRules.NONE);

    FleetRules rules =
        load(
                LEAST
                    + """
                    alerts:
                      hold-when-silent: [product-usage=6h, support-tickets=3d]
                      hold-when-fallen: 25
                      hold-fallen-points: 12
                    """,
                Map.of())
            .alerts()
            .fleet();

    assertThat(rules)
        .isEqualTo(
            otherwiseByDefault(
                Map.of("product-usage", Duration.ofHours(6), "support-tickets", Duration.ofDays(3)),
                0.25,
                12_000));
  }

  /** A guard of the fleet of which only that was set. */
  private static FleetRules otherwiseByDefault(
      Map<String, Duration> silent, double fallen, int points) {
    return new FleetRules(
        silent,
        Optional.of(
            new FleetRules.Move(fallen, points, Duration.ofHours(1), Duration.ofMinutes(2))),
        Duration.ofMinutes(30),
        Duration.ofDays(1),
        50);
  }

  @Test
  void every_bar_of_the_fleet_guard_can_be_set() throws Exception {
    FleetRules rules =
        load(
                LEAST
                    + """
                    alerts:
                      hold-when-silent: [survey-responses=2d]
                      hold-when-fallen: 40
                      hold-fallen-points: 20
                      hold-fallen-within: 3h
                      hold-fallen-patience: 5m
                      hold-until-well-for: 45m
                      hold-at-most: 12h
                      hold-least-accounts: 7
                    """,
                Map.of())
            .alerts()
            .fleet();

    assertThat(rules)
        .isEqualTo(
            new FleetRules(
                Map.of("survey-responses", Duration.ofDays(2)),
                Optional.of(
                    new FleetRules.Move(0.4, 20_000, Duration.ofHours(3), Duration.ofMinutes(5))),
                Duration.ofMinutes(45),
                Duration.ofHours(12),
                7));
  }

  @Test
  void everything_but_the_two_addresses_has_a_default() throws Exception {
    ServiceConfig config = load(LEAST, Map.of());

    assertThat(config)
        .isEqualTo(
            new ServiceConfig(
                "customer-health",
                Path.of("/var/lib/customer-health"),
                new KafkaSettings(Map.of("bootstrap.servers", "broker:9092")),
                new RegistrySettings(
                    SerializerChoice.THIN, Map.of("schema.registry.url", "http://registry:8081")),
                new ServiceConfig.StreamsSettings(
                    ProcessingGuarantee.EXACTLY_ONCE_V2,
                    Duration.ofMillis(100),
                    2,
                    0,
                    Optional.empty(),
                    64L << 20,
                    256L << 20),
                new ServiceConfig.TopicPlan(TopicSettings.standard(), (short) -1),
                new ServiceConfig.TimeSettings(
                    Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofDays(90)),
                new ServiceConfig.HttpSettings("0.0.0.0", 8080),
                new ServiceConfig.WatchdogSettings(Duration.ofSeconds(60), Duration.ofSeconds(5)),
                new ModelSettings(List.of(), "M0", config.models().defaultOrigin(), List.of()),
                AlertSettings.standard(),
                PortfolioSettings.standard(),
                NotifySettings.none()));
  }

  @Test
  void every_field_is_read() throws Exception {
    ServiceConfig config = load(EVERYTHING, Map.of());

    assertThat(config)
        .isEqualTo(
            new ServiceConfig(
                "health-2",
                Path.of("/srv/health"),
                new KafkaSettings(
                    Map.of(
                        "bootstrap.servers", "one:9092,two:9092",
                        "security.protocol", "SASL_SSL",
                        "sasl.jaas.config", "module required password=\"hush\";",
                        "consumer.max.poll.records", "50")),
                new RegistrySettings(
                    SerializerChoice.CONFLUENT,
                    Map.of(
                        "schema.registry.url", "https://registry",
                        "basic.auth.user.info", "user:hush")),
                new ServiceConfig.StreamsSettings(
                    ProcessingGuarantee.AT_LEAST_ONCE,
                    Duration.ofSeconds(1),
                    4,
                    1,
                    Optional.of("health-2-a"),
                    32L << 20,
                    1L << 30),
                new ServiceConfig.TopicPlan(
                    new TopicSettings(12, Duration.ofDays(400), Duration.ofDays(90), null),
                    (short) 3),
                new ServiceConfig.TimeSettings(
                    Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofDays(30)),
                new ServiceConfig.HttpSettings("127.0.0.1", 0),
                new ServiceConfig.WatchdogSettings(Duration.ofMinutes(2), Duration.ofMillis(500)),
                new ModelSettings(
                    List.of(),
                    "X1",
                    config.models().defaultOrigin(),
                    List.of(
                        new ModelSettings.Rule(
                            "new-customers",
                            "X2",
                            List.of("smb", "mid-market"),
                            List.of("gold"),
                            List.of(Lifecycle.Stage.ONBOARDING),
                            false,
                            "models.rules[1]",
                            config.models().rules().get(0).origin())),
                    null,
                    1),
                AlertSettings.standard(),
                PortfolioSettings.standard(),
                new NotifySettings(Optional.of(folder.resolve("routing.yml")), "tellers", 0)));
  }

  @Test
  void the_example_file_says_the_defaults_and_switches_the_guard_of_the_fleet_on()
      throws Exception {
    Path example = Path.of("config", "customer-health.yml");

    ServiceConfig config = loader(Map.of()).load(example);

    ServiceConfig defaults = load(LEAST, Map.of());
    assertThat(config)
        .usingRecursiveComparison()
        .ignoringFields("kafka", "registry", "models.defaultOrigin", "alerts.fleet")
        .isEqualTo(defaults);
    assertThat(config.alerts().fleet())
        .isEqualTo(otherwiseByDefault(Map.of("product-usage", Duration.ofDays(3)), 0.3, 15_000));
  }

  @ParameterizedTest
  @CsvSource({
    "CUSTOMER_HEALTH__KAFKA__BOOTSTRAP_SERVERS, other:1, kafka={bootstrap.servers=other:1",
    "CUSTOMER_HEALTH__KAFKA__SSL_PROTOCOL, TLSv1.3, ssl.protocol=TLSv1.3",
    "CUSTOMER_HEALTH__APPLICATION_ID, blue, applicationId=blue",
    "CUSTOMER_HEALTH__STREAMS__COMMIT_INTERVAL, 250ms, commitInterval=PT0.25S",
    "CUSTOMER_HEALTH__REGISTRY__SCHEMA_REGISTRY_URL, http://b:1, schema.registry.url=http://b:1",
    "CUSTOMER_HEALTH__HTTP__PORT, 9999, port=9999",
  })
  void the_environment_overrides_the_file(String variable, String value, String shown)
      throws Exception {
    assertThat(
            load(EVERYTHING.replace("[one:9092, two:9092]", "one:9092"), Map.of(variable, value)))
        .asString()
        .contains(shown.replace("kafka={", "{"));
  }

  @Test
  void an_empty_variable_and_an_empty_value_are_not_set() throws Exception {
    ServiceConfig config =
        load(LEAST + "application-id:\n", Map.of("CUSTOMER_HEALTH__HTTP__PORT", " "));

    assertThat(config.applicationId()).isEqualTo("customer-health");
    assertThat(config.http().port()).isEqualTo(8080);
  }

  @Test
  void variables_that_kubernetes_sets_for_a_service_of_our_name_are_not_ours() throws Exception {
    assertThat(load(LEAST, Map.of("CUSTOMER_HEALTH_PORT", "tcp://10.0.0.1:80")))
        .isEqualTo(load(LEAST, Map.of()));
  }

  @Test
  void a_relative_state_folder_lies_beside_the_file() throws Exception {
    Path file = Files.writeString(folder.resolve("c.yml"), LEAST + "state-dir: state/here\n");

    ServiceConfig config = new ConfigLoader(Map.of(), List.of()).load(file);

    assertThat(config.stateDirectory()).isEqualTo(folder.resolve("state/here").toAbsolutePath());
  }

  @Test
  void a_secret_is_never_shown() throws Exception {
    ServiceConfig config = load(EVERYTHING, Map.of());

    assertThat(config.toString()).doesNotContain("hush").contains("****");
  }

  @Test
  void plain_clients_get_no_setting_that_is_meant_for_one_kind_of_client() throws Exception {
    assertThat(load(EVERYTHING, Map.of()).kafka().forPlainClient())
        .containsOnlyKeys("bootstrap.servers", "security.protocol", "sasl.jaas.config");
  }

  private ServiceConfig load(String yaml, Map<String, String> environment)
      throws InvalidConfigException, IOException {
    return loader(environment).load(Files.writeString(folder.resolve("c.yml"), yaml));
  }

  private static ConfigLoader loader(Map<String, String> environment) {
    return new ConfigLoader(environment, List.of(Path.of("/tmp")));
  }
}
