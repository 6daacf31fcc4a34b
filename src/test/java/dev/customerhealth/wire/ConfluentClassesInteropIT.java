package dev.customerhealth.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.development.registry.DevelopmentRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ours beside the real Confluent classes: same bytes, same schemas, failures told apart alike. */
class ConfluentClassesInteropIT {
  private static final long SEED = 20_261_121L;
  private static final int ROUNDS = 100;
  private static final String TOPIC = "product-usage";

  @TempDir Path directory;
  private DevelopmentRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new DevelopmentRegistry(directory.resolve("registry"), 0);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  static List<Topic<?>> topics() {
    return Topics.standard().all().stream()
        .filter(topic -> SpecificRecord.class.isAssignableFrom(topic.valueType()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void both_write_the_same_bytes_and_read_each_others(Topic<?> topic) throws Exception {
    exchange(topic.name(), topic.valueType().asSubclass(SpecificRecord.class));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void whoever_registers_first_there_is_one_schema_and_one_id(Topic<?> topic) throws Exception {
    Class<? extends SpecificRecord> type = topic.valueType().asSubclass(SpecificRecord.class);
    SpecificRecord record = new RandomRecords(SEED).next(type);
    String subject = ContractSerdes.subjectOf(topic.name());
    try (DevelopmentRegistry other = new DevelopmentRegistry(directory.resolve("other"), 0);
        Serializer<Object> confluents = confluentsSerializer(registry.url());
        Serializer<Object> confluentsToo = confluentsSerializer(other.url());
        ContractSerdes ours = serdes(registry.url(), "thin");
        ContractSerdes oursToo = serdes(other.url(), "thin")) {

      confluents.serialize(topic.name(), record);
      writer(ours, type).serialize(topic.name(), record);
      writer(oursToo, type).serialize(topic.name(), record);
      confluentsToo.serialize(topic.name(), record);

      RegisteredSchema first = ours.registry().latest(subject).orElseThrow();
      RegisteredSchema second = oursToo.registry().latest(subject).orElseThrow();
      assertThat(first).isEqualTo(second);
      assertThat(first.version()).isEqualTo(1);
      assertThat(first.schema().toString()).isEqualTo(RandomRecords.schema(type).toString());
    }
  }

  @Test
  void chosen_by_configuration_they_write_and_read() {
    try (ContractSerdes serdes = serdes(registry.url(), "confluent")) {
      byte[] bytes =
          serdes.of(ProductUsageEvent.class).serializer().serialize(TOPIC, SampleRecords.usage(1));

      assertThat(read(serdes, bytes)).isEqualTo(SampleRecords.usage(1));
      assertThat(read(serdes, null)).isNull();
    }
  }

  @Test
  void a_registry_that_is_down_is_unavailable_when_reading_and_writing() throws IOException {
    try (ContractSerdes serdes = serdes("http://127.0.0.1:" + freePort(), "confluent")) {
      assertOutage(serdes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429, 500, 503})
  void these_answers_are_outages(int status) {
    String body = "{\"error_code\":" + status + ",\"message\":\"no\"}";
    try (ScriptedRegistry scripted = ScriptedRegistry.answering(status, body);
        ContractSerdes serdes = serdes(scripted.url(), "confluent")) {
      assertOutage(serdes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 502})
  void a_proxys_pages_are_outages(int status) {
    try (ScriptedRegistry proxy = ScriptedRegistry.answering(status, "<html>hello</html>");
        ContractSerdes serdes = serdes(proxy.url(), "confluent")) {
      assertOutage(serdes);
    }
  }

  @Test
  void a_registry_that_is_silent_is_an_outage() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Map<String, Object> configuration =
          configuration("http://127.0.0.1:" + silent.getLocalPort(), "confluent");
      configuration.put(RegistrySettings.READ_TIMEOUT_MS, "200");
      try (ContractSerdes serdes = ContractSerdes.from(configuration)) {
        assertOutage(serdes);
      }
    }
  }

  @Test
  void poison_is_undecodable() {
    try (ContractSerdes serdes = serdes(registry.url(), "confluent")) {
      Serde<ProductUsageEvent> usage = serdes.of(ProductUsageEvent.class);
      byte[] good = usage.serializer().serialize(TOPIC, SampleRecords.usage(1));
      byte[] wrongMagic = good.clone();
      wrongMagic[0] = 9;
      byte[] bomb = Arrays.copyOf(Arrays.copyOf(good, 5), 17);
      System.arraycopy(
          new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0xc8, 1}, 0, bomb, 5, 5);

      for (byte[] poison :
          List.of(
              wrongMagic,
              new byte[] {0, 0},
              PlainAvro.framed(4711, new byte[] {1}),
              Arrays.copyOf(good, good.length - 1),
              bomb)) {
        assertThatThrownBy(() -> usage.deserializer().deserialize(TOPIC, poison))
            .isInstanceOf(UndecodableRecordException.class)
            .hasMessageContaining(TOPIC);
      }
    }
  }

  @Test
  void a_refused_schema_is_no_fault_of_a_record() {
    try (ContractSerdes serdes = serdes(registry.url(), "confluent")) {
      serdes
          .registry()
          .idFor(
              TOPIC + "-value",
              PlainAvro.changed(
                  "product-usage-event",
                  text ->
                      text.replace("\"name\": \"count\"", "\"name\": \"number\"")
                          .replaceFirst(
                              "\"name\": \"account_id\",\\s+\"type\": \"string\"",
                              "\"name\": \"account_id\", \"type\": \"long\"")));

      assertThatThrownBy(
              () ->
                  serdes
                      .of(ProductUsageEvent.class)
                      .serializer()
                      .serialize(TOPIC, SampleRecords.usage(1)))
          .isInstanceOf(RegistryRefusedException.class)
          .isNotInstanceOf(SerializationException.class)
          .hasMessageContaining("incompatible");
    }
  }

  private <T extends SpecificRecord> void exchange(String topic, Class<T> type) {
    RandomRecords records = new RandomRecords(SEED);
    try (Serializer<Object> confluentsWriter = confluentsSerializer(registry.url());
        Deserializer<Object> confluentsReader = confluentsDeserializer(registry.url());
        ContractSerdes serdes = serdes(registry.url(), "thin")) {
      Serde<T> serde = serdes.of(type);
      for (int round = 0; round < ROUNDS; round++) {
        T record = records.next(type);
        byte[] theirs = confluentsWriter.serialize(topic, record);
        byte[] ours = serde.serializer().serialize(topic, record);

        assertThat(ours).as("seed %d round %d", SEED, round).isEqualTo(theirs);
        assertThat(serde.deserializer().deserialize(topic, theirs)).isEqualTo(record);
        assertThat(confluentsReader.deserialize(topic, ours)).isEqualTo(record);
      }
    }
  }

  private static void assertOutage(ContractSerdes serdes) {
    assertThatThrownBy(() -> read(serdes, PlainAvro.framed(1, new byte[] {1})))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThatThrownBy(
            () ->
                serdes
                    .of(ProductUsageEvent.class)
                    .serializer()
                    .serialize(TOPIC, SampleRecords.usage(1)))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  private static ProductUsageEvent read(ContractSerdes serdes, byte[] bytes) {
    return serdes.of(ProductUsageEvent.class).deserializer().deserialize(TOPIC, bytes);
  }

  @SuppressWarnings("unchecked")
  private static Serializer<SpecificRecord> writer(
      ContractSerdes serdes, Class<? extends SpecificRecord> type) {
    return (Serializer<SpecificRecord>) serdes.of(type).serializer();
  }

  @SuppressWarnings("unchecked")
  private static Serializer<Object> confluentsSerializer(String url) {
    Serializer<Object> serializer =
        make("io.confluent.kafka.serializers.KafkaAvroSerializer", Serializer.class);
    serializer.configure(
        Map.of(RegistrySettings.URL, url, "avro.remove.java.properties", true), false);
    return serializer;
  }

  @SuppressWarnings("unchecked")
  private static Deserializer<Object> confluentsDeserializer(String url) {
    Deserializer<Object> deserializer =
        make("io.confluent.kafka.serializers.KafkaAvroDeserializer", Deserializer.class);
    deserializer.configure(Map.of(RegistrySettings.URL, url, "specific.avro.reader", true), false);
    return deserializer;
  }

  private static <C> C make(String className, Class<C> base) {
    try {
      return Utils.newInstance(className, base);
    } catch (ClassNotFoundException absent) {
      throw new IllegalStateException("run with mvn -Pinterop verify", absent);
    }
  }

  private static ContractSerdes serdes(String url, String choice) {
    return ContractSerdes.from(configuration(url, choice));
  }

  private static Map<String, Object> configuration(String url, String choice) {
    return new HashMap<>(
        Map.of(
            RegistrySettings.URL, url, RegistrySettings.WAIT_MS, 0, SerializerChoice.KEY, choice));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
