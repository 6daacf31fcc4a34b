package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.config.ConfigLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of Kafka's clients, asked before any client is made. */
class ClientSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acks                              | banana | must be one of: all, -1, 0, 1",
        "linger.ms                         | soon   | Not a number",
        "linger.ms                         | -1     | must be at least 0",
        "producer.linger.ms                | soon   | Not a number",
        "main.consumer.fetch.min.bytes     | few    | Not a number",
        "restore.consumer.max.poll.records | 0      | must be at least 1",
        "admin.retries                     | -3     | must be",
        "consumer.auto.offset.reset        | newest | Invalid value",
        "max.task.idle.ms                  | long   | Not a number",
        "security.protocol                 | TLS    | PLAINTEXT",
      })
  void a_value_that_no_client_takes_is_refused_in_the_words_of_kafka(
      String name, String value, String reason) {
    assertThat(ClientSettings.refusal(name, value))
        .hasValueSatisfying(
            refusal ->
                assertThat(refusal).startsWith("Kafka refuses it").containsIgnoringCase(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "acks, all",
    "producer.batch.size, 32768",
    "consumer.session.timeout.ms, 20000",
    "ssl.keystore.password, secret",
    "sasl.oauthbearer.token.endpoint.url, https://login.example.com/token",
    "topic.min.insync.replicas, 2",
    "interceptor.of.ours, anything",
    "producer.linger, anything",
  })
  void what_a_client_takes_or_does_not_know_passes(String name, String value) {
    assertThat(ClientSettings.refusal(name, value)).isEmpty();
  }

  @Test
  void the_configuration_that_is_shipped_passes() throws Exception {
    assertThat(
            new ConfigLoader(Map.of(), List.of())
                .checkingClientSettings(ClientSettings::refusal)
                .load(Path.of("config/customer-health.yml"))
                .kafka()
                .properties())
        .isNotEmpty();
  }
}
