package dev.customerhealth.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.development.registry.DevelopmentRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryClientTest {
  private static final Schema OLD =
      SchemaBuilder.record("R").fields().requiredString("a").endRecord();
  private static final Schema INCOMPATIBLE =
      SchemaBuilder.record("R").fields().requiredString("a").requiredLong("b").endRecord();
  private static final Schema COMPATIBLE =
      SchemaBuilder.record("R").fields().requiredString("a").optionalLong("b").endRecord();

  @TempDir Path directory;
  private DevelopmentRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new DevelopmentRegistry(directory, 0);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void an_incompatible_schema_is_refused_and_no_record_is_at_fault() {
    RegistryClient client = client(Map.of());
    client.idFor("t-value", OLD);

    assertThatThrownBy(() -> client.idFor("t-value", INCOMPATIBLE))
        .isInstanceOf(RegistryRefusedException.class)
        .isNotInstanceOf(SerializationException.class)
        .hasMessageContaining("t-value")
        .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE");
  }

  @Test
  void compatibility_is_told_with_reasons() {
    RegistryClient client = client(Map.of());
    client.idFor("t-value", OLD);

    assertThat(client.compatibility("t-value", COMPATIBLE).compatible()).isTrue();
    CompatibilityVerdict verdict = client.compatibility("t-value", INCOMPATIBLE);
    assertThat(verdict.compatible()).isFalse();
    assertThat(verdict.reasons()).singleElement().asString().contains("cannot read the old");
  }

  @Test
  void a_new_subject_accepts_every_schema() {
    assertThat(client(Map.of()).compatibility("new-value", OLD).compatible()).isTrue();
  }

  @Test
  void latest_is_the_newest_version() {
    RegistryClient client = client(Map.of());
    client.idFor("t-value", OLD);
    int id = client.idFor("t-value", COMPATIBLE);

    assertThat(client.latest("t-value"))
        .contains(new RegisteredSchema("t-value", 2, id, COMPATIBLE));
  }

  @Test
  void a_subject_that_does_not_exist_has_no_latest() {
    assertThat(client(Map.of()).latest("none-value")).isEmpty();
  }

  @Test
  void without_auto_registering_a_known_schema_is_only_looked_up() {
    int id = client(Map.of()).idFor("t-value", OLD);

    assertThat(client(Map.of("auto.register.schemas", "false")).idFor("t-value", OLD))
        .isEqualTo(id);
  }

  @Test
  void without_auto_registering_an_unknown_schema_is_an_error_that_says_what_to_do() {
    RegistryClient client = client(Map.of("auto.register.schemas", false));

    assertThatThrownBy(() -> client.idFor("t-value", OLD))
        .isInstanceOf(RegistryRefusedException.class)
        .hasMessageContaining("is not registered under t-value")
        .hasMessageContaining("register schemas/*.avsc");
    assertThat(client.latest("t-value")).isEmpty();
  }

  @Test
  void a_subject_with_odd_characters_is_one_path_segment() {
    RegistryClient client = client(Map.of());

    client.idFor("a/b c+d%-value", OLD);

    assertThat(client.latest("a/b c+d%-value")).isPresent();
  }

  @Test
  void an_id_is_asked_for_once() {
    try (ScriptedRegistry scripted = ScriptedRegistry.answering(200, "{\"id\": 77}")) {
      RegistryClient client =
          new RegistryClient(RegistrySettings.from(Map.of(RegistrySettings.URL, scripted.url())));

      for (int i = 0; i < 10; i++) {
        assertThat(client.idFor("t-value", OLD)).isEqualTo(77);
      }

      assertThat(scripted.requests()).containsExactly("POST /subjects/t-value/versions");
    }
  }

  @Test
  void credentials_of_the_url_become_basic_authentication() {
    assertThat(authorization("http://us%20er:pa:ss@", Map.of()))
        .isEqualTo("Basic dXMgZXI6cGE6c3M=");
  }

  @Test
  void user_info_becomes_basic_authentication() {
    assertThat(
            authorization(
                "http://",
                Map.of(
                    "basic.auth.credentials.source", "USER_INFO",
                    "basic.auth.user.info", "user:secret")))
        .isEqualTo("Basic dXNlcjpzZWNyZXQ=");
  }

  @Test
  void a_static_token_becomes_bearer_authentication() {
    assertThat(
            authorization(
                "http://",
                Map.of(
                    "bearer.auth.credentials.source", "STATIC_TOKEN",
                    "bearer.auth.token", "t0ken")))
        .isEqualTo("Bearer t0ken");
  }

  @Test
  void without_credentials_there_is_no_authorization() {
    assertThat(authorization("http://", Map.of())).isEqualTo("null");
  }

  @Test
  void kafka_can_make_both_by_class_name() {
    Map<String, Object> configuration =
        Map.of(
            RegistrySettings.URL, registry.url(),
            WireDeserializer.VALUE_TYPE, ProductUsageEvent.class.getName());
    try (WireSerializer<ProductUsageEvent> serializer = new WireSerializer<>();
        WireDeserializer<ProductUsageEvent> deserializer = new WireDeserializer<>()) {
      serializer.configure(configuration, false);
      deserializer.configure(configuration, false);

      byte[] bytes = serializer.serialize("product-usage", SampleRecords.usage(1));

      assertThat(deserializer.deserialize("product-usage", bytes))
          .isEqualTo(SampleRecords.usage(1));
    }
  }

  @Test
  void keys_are_registered_under_the_key_subject() {
    try (WireSerializer<ProductUsageEvent> serializer = new WireSerializer<>()) {
      serializer.configure(Map.of(RegistrySettings.URL, registry.url()), true);

      serializer.serialize("t", SampleRecords.usage(1));

      assertThat(client(Map.of()).latest("t-key")).isPresent();
    }
  }

  private static String authorization(String urlStart, Map<String, String> configuration) {
    try (ScriptedRegistry scripted = ScriptedRegistry.answering(200, "{\"id\": 1}")) {
      Map<String, Object> all = new HashMap<>(configuration);
      all.put(RegistrySettings.URL, scripted.url().replace("http://", urlStart));
      new RegistryClient(RegistrySettings.from(all)).idFor("t-value", OLD);
      return scripted.authorizations().get(0);
    }
  }

  private RegistryClient client(Map<String, ?> configuration) {
    Map<String, Object> all = new HashMap<>(configuration);
    all.put(RegistrySettings.URL, registry.url());
    return new RegistryClient(RegistrySettings.from(all));
  }
}
