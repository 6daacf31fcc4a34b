package dev.customerhealth.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.development.registry.DevelopmentRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client in another language writes what we read and reads what we write. */
class JavaScriptClientInteropIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = 20_261_121L;
  private static final int ROUNDS = 50;

  @TempDir static Path directory;
  private static DevelopmentRegistry registry;
  private static NodeClient node;
  private static ContractSerdes serdes;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    registry = new DevelopmentRegistry(directory, 0);
    serdes = ContractSerdes.from(Map.of(RegistrySettings.URL, registry.url()));
    NodeClient.install();
    node = NodeClient.start(registry.url());
  }

  @AfterAll
  static void stop() throws IOException {
    if (node != null) {
      node.close();
    }
    serdes.close();
    registry.close();
  }

  static List<Topic<?>> topics() {
    return ConfluentClassesInteropIT.topics();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void what_it_writes_we_read(Topic<?> topic) throws IOException {
    written(topic.name(), topic.valueType().asSubclass(SpecificRecord.class));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void what_we_write_it_reads(Topic<?> topic) throws IOException {
    read(topic.name(), topic.valueType().asSubclass(SpecificRecord.class));
  }

  private static <T extends SpecificRecord> void written(String topic, Class<T> type)
      throws IOException {
    RandomRecords records = new RandomRecords(SEED);
    Serde<T> serde = serdes.of(type);
    for (int round = 0; round < ROUNDS; round++) {
      GenericRecord record = records.nextGeneric(type);
      byte[] bytes = node.write(ContractSerdes.subjectOf(topic), record.getSchema(), json(record));

      assertThat(serde.deserializer().deserialize(topic, bytes))
          .as("seed %d round %d", SEED, round)
          .isEqualTo(RandomRecords.specific(type, record));
    }
  }

  private static <T extends SpecificRecord> void read(String topic, Class<T> type)
      throws IOException {
    RandomRecords records = new RandomRecords(SEED + 1);
    Serde<T> serde = serdes.of(type);
    for (int round = 0; round < ROUNDS; round++) {
      GenericRecord record = records.nextGeneric(type);
      byte[] bytes = serde.serializer().serialize(topic, RandomRecords.specific(type, record));

      assertThat(comparable(node.read(bytes)))
          .as("seed %d round %d", SEED + 1, round)
          .isEqualTo(comparable(json(record)));
    }
  }

  private static JsonNode json(GenericRecord record) throws IOException {
    return JSON.readTree(record.toString());
  }

  /** JavaScript has one kind of number: 3 and 3.0 are the same there. */
  private static String comparable(JsonNode json) {
    return json.toString().replaceAll("(\\d)\\.0(?=[,}\\]])", "$1");
  }
}
