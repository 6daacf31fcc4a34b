package dev.customerhealth.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.avro.ProductUsageEvent;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrySettingsTest {
  private static final String URL = "http://127.0.0.1:8081";

  @Test
  void the_defaults_are_short_and_register_schemas() {
    RegistrySettings settings = RegistrySettings.from(Map.of(RegistrySettings.URL, URL));

    assertThat(settings.autoRegister()).isTrue();
    assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.tls()).isEmpty();
  }

  @Test
  void several_urls_are_split_and_cleaned() {
    RegistrySettings settings =
        RegistrySettings.from(
            Map.of(RegistrySettings.URL, "http://u:p@a:1/apis/ccompat/v7/ , https://b"));

    assertThat(settings.urls())
        .map(Object::toString)
        .containsExactly("http://a:1/apis/ccompat/v7", "https://b");
  }

  @Test
  void nothing_secret_is_in_its_text() {
    RegistrySettings settings =
        RegistrySettings.from(Map.of(RegistrySettings.URL, "http://user:secret@a:1"));

    assertThat(settings.toString()).doesNotContain("secret").doesNotContain("Basic");
  }

  @Test
  void a_missing_url_is_named() {
    assertThatThrownBy(() -> RegistrySettings.from(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
  }

  @ParameterizedTest
  @CsvSource({
    "schema.registry.url, ftp://a",
    "schema.registry.url, nonsense",
    "auto.register.schemas, perhaps",
    "use.latest.version, true",
    "value.subject.name.strategy, io.confluent.kafka.serializers.subject.RecordNameStrategy",
    "basic.auth.credentials.source, SASL_INHERIT",
    "bearer.auth.credentials.source, OAUTHBEARER",
    "schema.registry.wait.ms, -1",
    "schema.registry.wait.ms, soon",
    "serializer, json"
  })
  void what_is_not_supported_is_refused_by_name(String key, String value) {
    Map<String, Object> configuration = new java.util.HashMap<>(Map.of(RegistrySettings.URL, URL));
    configuration.put(key, value);

    assertThatThrownBy(() -> ContractSerdes.from(configuration))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  @Test
  void a_trust_store_that_is_not_there_is_named() {
    assertThatThrownBy(
            () ->
                RegistrySettings.from(
                    Map.of(
                        RegistrySettings.URL,
                        "https://a",
                        "schema.registry.ssl.truststore.location",
                        "/no/such/store.jks")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("/no/such/store.jks");
  }

  @Test
  void host_names_cannot_be_left_unverified() {
    assertThatThrownBy(
            () ->
                RegistrySettings.from(
                    Map.of(
                        RegistrySettings.URL,
                        "https://a",
                        "schema.registry.ssl.endpoint.identification.algorithm",
                        "")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("always verified");
  }

  @Test
  void confluents_classes_are_missed_in_plain_words() {
    try (ContractSerdes serdes =
        ContractSerdes.from(
            Map.of(
                RegistrySettings.URL,
                URL,
                SerializerChoice.KEY,
                "confluent",
                "use.latest.version",
                "true"))) {
      assertThatThrownBy(() -> serdes.of(ProductUsageEvent.class))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("io.confluent.kafka.serializers.KafkaAvroSerializer")
          .hasMessageContaining("-Pconfluent and -Dconfluent.repository=URL");
    }
  }
}
