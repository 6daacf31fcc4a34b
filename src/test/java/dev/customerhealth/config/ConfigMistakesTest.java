package dev.customerhealth.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a configuration that cannot be used. */
class ConfigMistakesTest {

  private static final String LEAST =
      """
      kafka:
        bootstrap.servers: broker:9092
      registry:
        schema.registry.url: http://registry:8081
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application-id: a.b                   | 5: application-id: 'a.b': expected letters, digits",
        "state-dir: /tmp/health                | 5: state-dir: '/tmp/health': expected a folder that is kept",
        "serializer: avro                      | 5: serializer: 'avro': expected thin or confluent",
        "streams: {processing-guarantee: once} | 5: streams.processing-guarantee: 'once': expected exactly_once_v2 or at_least_once",
        "streams: {commit-interval: 100}       | 5: streams.commit-interval: '100': expected a duration from 10ms to 30s",
        "streams: {commit-interval: 1h}        | 5: streams.commit-interval: '1h': expected a duration from 10ms to 30s",
        "streams: {threads: 0}                 | 5: streams.threads: '0': expected a whole number from 1 to 256",
        "streams: {threads: 9}                 | 5: streams.threads: '9': expected at most topics.partitions, 8",
        "streams: {threads: many}              | 5: streams.threads: 'many': expected a whole number",
        "streams: {standby-replicas: -1}       | 5: streams.standby-replicas: '-1': expected a whole number from 0",
        "streams: {group-instance-id: a b}     | 5: streams.group-instance-id: 'a b': expected letters",
        "streams: {rocksdb-memory: 1MB}        | 5: streams.rocksdb-memory: '1MB': expected a size from 16MB to 1024GB",
        "streams: {rocksdb-memory: lots}       | 5: streams.rocksdb-memory: 'lots': expected a size",
        "topics: {partitions: 0}               | 5: topics.partitions: '0': expected a whole number from 1",
        "topics: {replication-factor: 0}       | 5: topics.replication-factor: '0': expected at least 1, or -1",
        "topics: {input-retention: always}     | 5: topics.input-retention: 'always': expected 'forever' or a duration from 1h",
        "time: {tick-interval: 1ms}            | 5: time.tick-interval: '1ms': expected a duration from 100ms to 1h",
        "time: {future-tolerance: 30d}         | 5: time.future-tolerance: '30d': expected a duration from 1s to 7d",
        "http: {port: 65536}                   | 5: http.port: '65536': expected a whole number from 0 to 65535",
        "watchdog: {stall-after: 0s}           | 5: watchdog.stall-after: '0s': expected a duration from 1s to 1h",
        "watchdog: {check-interval: 2m}        | 5: watchdog.check-interval: '2m': expected at most watchdog.stall-after, 1m",
        "aplication-id: a                      | 5: aplication-id: no such setting; did you mean application-id?",
        "commit-interval: 1s                   | 5: commit-interval: no such setting; did you mean streams.commit-interval?",
        "http: {prt: 1}                        | 5: http.prt: no such setting; did you mean http.port?",
        "colour: red                           | 5: colour: no such setting",
        "http: 80                              | 5: http: no such setting",
        "alerts: {hold-when-silent: usage=6h}  | 5: alerts.hold-when-silent: 'usage=6h': expected input topics with a duration",
        "alerts: {hold-when-fallen: 101}       | 5: alerts.hold-when-fallen: '101': expected a whole number from 0 to 100",
        "alerts: {hold-until-well-for: 60d}    | 5: alerts.hold-until-well-for: '60d': expected a duration from 1s to 30d",
        "serializer: [thin, {a: b}]            | 5: serializer: expected a list of plain values",
        "models: {rules: [{id: a, model: M0}]} | 5: models.rules[1].when: expected a condition",
        "models: {rules: [{model: M0, when: {tier: a}}]} | 5: models.rules[1]: expected an id, a model",
        "registry.schema.registry.url: http://a | 5: registry.schema.registry.url: 'http://a': already set at",
      })
  void a_mistake_is_named_with_line_path_value_and_what_was_expected(String line, String told) {
    assertThat(problems(LEAST + line, Map.of()))
        .anySatisfy(text -> assertThat(text).contains(told));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bootstrap.servers: broker          | 2: kafka.bootstrap.servers: 'broker': expected host:port",
        "boostrap.servers: broker:1         | c.yml: kafka.bootstrap.servers: missing: expected host:port, several separated by commas; is 'boostrap.servers' meant",
        "group.protocol: streams            | 2: kafka.group.protocol: 'streams': is decided by the service; remove it",
        "max.request.size: 9000000          | 2: kafka.max.request.size: '9000000': is decided by the service; remove it",
        "producer.max.request.size: 9000000 | 2: kafka.producer.max.request.size: '9000000': is decided by the service; remove it",
        "num.stream.threads: 3              | 2: kafka.num.stream.threads: '3': set streams.threads instead",
      })
  void a_mistake_among_the_kafka_settings_is_named(String line, String told) {
    String file =
        "kafka:\n  " + line + "\nregistry:\n  schema.registry.url: http://localhost:8081\n";

    assertThat(problems(file, Map.of())).anySatisfy(text -> assertThat(text).contains(told));
  }

  @Test
  void all_problems_are_told_at_once() {
    assertThat(problems("streams:\n  threads: x\nhttp:\n  port: y\n", Map.of()))
        .hasSize(4)
        .anySatisfy(text -> assertThat(text).contains("kafka.bootstrap.servers: missing"))
        .anySatisfy(text -> assertThat(text).contains("registry.schema.registry.url: missing"))
        .anySatisfy(text -> assertThat(text).contains("c.yml:2: streams.threads"))
        .anySatisfy(text -> assertThat(text).contains("c.yml:4: http.port"));
  }

  @Test
  void a_wrong_variable_is_named_itself() {
    assertThat(problems(LEAST, Map.of("CUSTOMER_HEALTH__HTTP__PORT", "web")))
        .singleElement()
        .asString()
        .startsWith("environment variable CUSTOMER_HEALTH__HTTP__PORT: http.port: 'web': expected");
  }

  @Test
  void an_unknown_variable_is_refused_with_the_nearest_name() {
    assertThat(problems(LEAST, Map.of("CUSTOMER_HEALTH__HTTP__PRT", "1")))
        .containsExactly(
            "environment variable CUSTOMER_HEALTH__HTTP__PRT: no such setting; did you mean"
                + " CUSTOMER_HEALTH__HTTP__PORT?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka: [", "- a\n- b", "a: b: c", "kafka:\n\tx: 1"})
  void what_is_not_a_yaml_map_is_refused_with_its_line_alone(String file) {
    assertThat(problems(file, Map.of()))
        .singleElement()
        .asString()
        .containsPattern("c\\.yml:\\d+: ");
  }

  @Test
  void settings_behind_a_mistake_of_yaml_are_not_called_missing() {
    assertThat(problems("streams:\n  threads: 9 : 1\n" + LEAST, Map.of()))
        .singleElement()
        .asString()
        .contains("c.yml:2: not YAML: ");
  }

  @Test
  void a_second_document_is_refused_instead_of_left_out() {
    assertThat(problems(LEAST + "---\nhttp: {port: 80}\n", Map.of()))
        .singleElement()
        .asString()
        .contains("c.yml:6: expected one document, found a second one");
  }

  @Test
  void a_missing_file_is_one_clear_line() {
    Path file = folder.resolve("none.yml");

    InvalidConfigException refusal =
        catchThrowableOfType(InvalidConfigException.class, () -> loader(Map.of()).load(file));

    assertThat(refusal).hasMessage(file + ": no such file or folder");
  }

  @Test
  void a_password_inside_an_address_is_never_shown() {
    assertThat(problems(LEAST.replace("http://registry:8081", "ftp://me:hush@registry"), Map.of()))
        .singleElement()
        .asString()
        .contains("ftp://****@registry")
        .doesNotContain("hush");
  }

  @Test
  void a_secret_is_not_shown_by_a_refusal() {
    assertThat(
            problems(
                LEAST + "kafka.sasl.jaas.config: hush\nkafka: {sasl.jaas.config: hush}", Map.of()))
        .isNotEmpty()
        .noneMatch(text -> text.contains("hush"));
  }

  /** They are passed on untouched, but not unasked. */
  @Test
  void what_a_client_would_refuse_is_told_with_everything_else_and_with_its_line() {
    ConfigLoader asking =
        loader(Map.of())
            .checkingClientSettings(
                (name, value) ->
                    name.equals("acks") ? Optional.of("not " + value) : Optional.empty());
    InvalidConfigException refused =
        catchThrowableOfType(
            InvalidConfigException.class,
            () ->
                asking.load(
                    Files.writeString(
                        folder.resolve("c.yml"), LEAST + "kafka.acks: few\nhttp: {port: -1}")));

    assertThat(refused.problems().stream().map(ConfigProblem::toString))
        .anyMatch(text -> text.contains("5: kafka.acks: 'few': not few"))
        .anyMatch(text -> text.contains("6: http.port"))
        .hasSize(2);
  }

  private ServiceConfig load(String yaml, Map<String, String> environment)
      throws InvalidConfigException, IOException {
    return loader(environment).load(Files.writeString(folder.resolve("c.yml"), yaml));
  }

  private static ConfigLoader loader(Map<String, String> environment) {
    return new ConfigLoader(environment, List.of(Path.of("/tmp")));
  }

  private List<String> problems(String yaml, Map<String, String> environment) {
    return catchThrowableOfType(InvalidConfigException.class, () -> load(yaml, environment))
        .problems()
        .stream()
        .map(ConfigProblem::toString)
        .toList();
  }
}
