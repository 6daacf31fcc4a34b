package dev.customerhealth.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.testing.ApicurioRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client against a real registry. */
class ApicurioInteropIT {
  private static final long SEED = 20_261_121L;
  private static final String TOPIC = "product-usage";
  private static final Schema OLD =
      SchemaBuilder.record("R").fields().requiredString("a").endRecord();
  private static final Schema INCOMPATIBLE =
      SchemaBuilder.record("R").fields().requiredString("a").requiredLong("b").endRecord();

  @TempDir static Path directory;
  private static ApicurioRegistry registry;

  @BeforeAll
  static void start() {
    registry = ApicurioRegistry.start(directory);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  static List<Topic<?>> topics() {
    return ConfluentClassesInteropIT.topics();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void what_is_written_is_read_again(Topic<?> topic) {
    roundTrip("thin", topic.name(), topic.valueType().asSubclass(SpecificRecord.class));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void confluents_classes_work_with_it_too(Topic<?> topic) {
    roundTrip("confluent", topic.name(), topic.valueType().asSubclass(SpecificRecord.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"thin", "confluent"})
  void an_unknown_id_is_undecodable(String serializer) {
    try (ContractSerdes serdes = serdes(serializer, 0)) {
      assertThatThrownBy(() -> read(serdes, PlainAvro.framed(987_654, new byte[] {1})))
          .isInstanceOf(UndecodableRecordException.class);
    }
  }

  @Test
  void both_serializers_agree_on_the_id() {
    ProductUsageEvent event = SampleRecords.usage(1);
    try (ContractSerdes thin = serdes("thin", 0);
        ContractSerdes confluent = serdes("confluent", 0)) {
      assertThat(thin.of(ProductUsageEvent.class).serializer().serialize("agreed", event))
          .isEqualTo(confluent.of(ProductUsageEvent.class).serializer().serialize("agreed", event));
      assertThat(thin.registry().latest("agreed-value").orElseThrow().version()).isEqualTo(1);
    }
  }

  @Test
  void an_incompatible_schema_is_refused() {
    try (ContractSerdes serdes = serdes("thin", 0)) {
      RegistryClient client = serdes.registry();
      int id = client.idFor("refusing-value", OLD);

      assertThat(client.compatibility("refusing-value", INCOMPATIBLE).compatible()).isFalse();
      assertThat(client.compatibility("refusing-value", OLD).compatible()).isTrue();
      assertThatThrownBy(() -> client.idFor("refusing-value", INCOMPATIBLE))
          .isInstanceOf(RegistryRefusedException.class)
          .hasMessageContaining("refusing-value");
      assertThat(client.latest("refusing-value"))
          .contains(new RegisteredSchema("refusing-value", 1, id, OLD));
    }
  }

  @Test
  void what_is_not_registered_is_told() {
    Map<String, Object> configuration =
        Map.of(RegistrySettings.URL, registry.url(), "auto.register.schemas", false);
    try (ContractSerdes serdes = ContractSerdes.from(configuration)) {
      assertThat(serdes.registry().latest("nowhere-value")).isEmpty();
      assertThat(serdes.registry().compatibility("nowhere-value", OLD).compatible()).isTrue();
      assertThatThrownBy(() -> serdes.registry().idFor("nowhere-value", OLD))
          .isInstanceOf(RegistryRefusedException.class)
          .hasMessageContaining("is not registered under nowhere-value");
    }
  }

  @Test
  void a_record_is_read_once_a_stopped_registry_is_back(@TempDir Path own) throws Exception {
    byte[] bytes;
    int port;
    try (ApicurioRegistry first = ApicurioRegistry.start(own);
        ContractSerdes serdes = ContractSerdes.from(Map.of(RegistrySettings.URL, first.url()))) {
      port = first.port();
      bytes =
          serdes.of(ProductUsageEvent.class).serializer().serialize(TOPIC, SampleRecords.usage(2));
    }
    String url = "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    try (ContractSerdes serdes =
        ContractSerdes.from(Map.of(RegistrySettings.URL, url, RegistrySettings.WAIT_MS, 120_000))) {
      CompletableFuture<ProductUsageEvent> waiting =
          CompletableFuture.supplyAsync(() -> read(serdes, bytes));
      try (ApicurioRegistry again = ApicurioRegistry.start(own, port)) {
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(SampleRecords.usage(2));
        assertThat(again.port()).isEqualTo(port);
      }
    }
  }

  private static <T extends SpecificRecord> void roundTrip(
      String serializer, String topic, Class<T> type) {
    RandomRecords records = new RandomRecords(SEED);
    try (ContractSerdes serdes = serdes(serializer, 0)) {
      Serde<T> serde = serdes.of(type);
      for (int round = 0; round < 20; round++) {
        T record = records.next(type);
        byte[] bytes = serde.serializer().serialize(topic, record);

        assertThat(serde.deserializer().deserialize(topic, bytes))
            .as("seed %d round %d", SEED, round)
            .isEqualTo(record);
      }
    }
  }

  private static ProductUsageEvent read(ContractSerdes serdes, byte[] bytes) {
    return serdes.of(ProductUsageEvent.class).deserializer().deserialize(TOPIC, bytes);
  }

  private static ContractSerdes serdes(String serializer, long waitMillis) {
    return ContractSerdes.from(
        Map.of(
            RegistrySettings.URL,
            registry.url(),
            RegistrySettings.WAIT_MS,
            waitMillis,
            SerializerChoice.KEY,
            serializer));
  }
}
