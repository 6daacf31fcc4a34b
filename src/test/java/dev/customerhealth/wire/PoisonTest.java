package dev.customerhealth.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.SupportTicketEvent;
import dev.customerhealth.avro.TicketEventType;
import dev.customerhealth.development.registry.DevelopmentRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SystemLimitException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that are no event of the contract. */
class PoisonTest {
  private static final String TOPIC = "product-usage";

  @TempDir Path directory;
  private DevelopmentRegistry registry;
  private ContractSerdes serdes;
  private Deserializer<ProductUsageEvent> deserializer;
  private byte[] good;

  @BeforeEach
  void start() throws IOException {
    registry = new DevelopmentRegistry(directory, 0);
    serdes = ContractSerdes.from(Map.of(RegistrySettings.URL, registry.url()));
    deserializer = serdes.of(ProductUsageEvent.class).deserializer();
    good = serdes.of(ProductUsageEvent.class).serializer().serialize(TOPIC, SampleRecords.usage(9));
  }

  @AfterEach
  void stop() {
    serdes.close();
    registry.close();
  }

  @Test
  void a_wrong_magic_byte_is_undecodable() {
    byte[] bytes = good.clone();
    bytes[0] = '{';

    assertUndecodable(bytes, "the first byte is 123, expected magic byte 0");
  }

  @Test
  void fewer_bytes_than_a_frame_are_undecodable() {
    assertUndecodable(new byte[0], "0 bytes are too short");
    assertUndecodable(new byte[] {0, 0, 0, 1}, "4 bytes are too short");
  }

  @Test
  void a_schema_id_the_registry_does_not_know_is_undecodable() {
    assertUndecodable(PlainAvro.framed(4711, new byte[] {1}), "knows no schema of id 4711");
  }

  @Test
  void a_negative_schema_id_is_undecodable_without_asking() {
    assertUndecodable(PlainAvro.framed(-5, new byte[] {1}), "schema id -5 is negative");
  }

  @Test
  void a_record_cut_off_anywhere_is_undecodable() {
    for (int length = 5; length < good.length; length++) {
      assertUndecodable(Arrays.copyOf(good, length), "are no ProductUsageEvent");
    }
  }

  @Test
  void trailing_bytes_are_undecodable() {
    assertUndecodable(Arrays.copyOf(good, good.length + 1), "bytes are left over");
  }

  @Test
  void a_good_record_is_read_after_a_bad_one() {
    assertUndecodable(Arrays.copyOf(good, good.length - 1), "are no ProductUsageEvent");

    assertThat(deserializer.deserialize(TOPIC, good)).isEqualTo(SampleRecords.usage(9));
  }

  @Test
  void a_17_byte_message_that_claims_200_megabytes_is_undecodable() {
    byte[] bomb = ByteBuffer.allocate(17).put(good, 0, 5).put(varint(200L * 1024 * 1024)).array();

    assertUndecodable(bomb, "String length 209715200 exceeds maximum allowed");
  }

  @Test
  void a_claim_within_the_limit_but_beyond_the_message_is_undecodable() {
    byte[] bytes = ByteBuffer.allocate(17).put(good, 0, 5).put(varint(16_000_000)).array();

    assertUndecodable(bytes, "EOFException");
  }

  @Test
  void an_array_that_claims_too_many_items_is_undecodable() {
    Schema nulls =
        SchemaBuilder.record("ProductUsageEvent")
            .namespace("dev.customerhealth.avro")
            .fields()
            .name("surplus")
            .type(SchemaBuilder.array().items().nullType())
            .noDefault()
            .name("event_id")
            .type(Schema.create(Schema.Type.STRING))
            .noDefault()
            .endRecord();
    int id = serdes.registry().idFor("elsewhere-value", nulls);
    byte[] bytes = PlainAvro.framed(id, varint(2_000_000_000L));

    assertUndecodable(bytes, "ProductUsageEvent");
  }

  @Test
  void a_record_nested_without_end_is_undecodable_and_no_error() throws IOException {
    Schema endless =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"Node\",\"fields\":[{\"name\":\"next\",\"type\":"
                    + "[\"null\",\"Node\"]}]}");
    Schema writer =
        PlainAvro.changed(
            "product-usage-event",
            text ->
                text.replace(
                    "\"fields\": [",
                    "\"fields\": [{\"name\":\"deep\",\"doc\":\"d\",\"default\":null,\"type\":[\"null\","
                        + endless.toString()
                        + "]},"));
    int id = serdes.registry().idFor("product-usage-value", writer);
    byte[] depth = new byte[4_000_000];
    Arrays.fill(depth, (byte) 2);

    assertUndecodable(PlainAvro.framed(id, depth), "nested too deeply");
  }

  @Test
  void an_event_of_another_topic_is_undecodable() {
    SupportTicketEvent ticket =
        SupportTicketEvent.newBuilder()
            .setEventId("e")
            .setAccountId("a")
            .setOccurredAt(Instant.EPOCH)
            .setType(TicketEventType.OPENED)
            .setTicketId("t")
            .build();
    byte[] bytes =
        serdes.of(SupportTicketEvent.class).serializer().serialize("support-tickets", ticket);

    assertUndecodable(bytes, "are no ProductUsageEvent");
  }

  @Test
  void a_schema_with_references_is_refused_in_words() {
    try (ScriptedRegistry scripted =
        ScriptedRegistry.answering(
            200,
            "{\"schema\":\"\\\"string\\\"\",\"references\":[{\"name\":\"a\",\"subject\":\"b\",\"version\":1}]}")) {
      assertThatThrownBy(() -> reader(scripted).deserialize(TOPIC, good))
          .isInstanceOf(UndecodableRecordException.class)
          .hasMessageContaining("refers to other schemas (references)");
    }
  }

  @Test
  void a_schema_of_another_type_is_refused_in_words() {
    try (ScriptedRegistry scripted =
        ScriptedRegistry.answering(200, "{\"schema\":\"{}\",\"schemaType\":\"PROTOBUF\"}")) {
      assertThatThrownBy(() -> reader(scripted).deserialize(TOPIC, good))
          .isInstanceOf(UndecodableRecordException.class)
          .hasMessageContaining("is of type PROTOBUF; only AVRO");
    }
  }

  @Test
  void random_damage_never_throws_anything_else() {
    long seed = 20_261_121L;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = good.clone();
      for (int flip = random.nextInt(1, 6); flip > 0; flip--) {
        bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt(256);
      }
      try {
        deserializer.deserialize(TOPIC, bytes);
      } catch (UndecodableRecordException expected) {
        assertThat(expected).as("seed %d round %d", seed, round).hasMessageContaining(TOPIC);
      }
    }
  }

  @Test
  void the_limits_hold_for_all_of_avro() {
    assertThatThrownBy(
            () -> SystemLimitException.checkMaxStringLength(AvroSafety.MAX_LENGTH_BYTES + 1L))
        .isInstanceOf(SystemLimitException.class);
    assertThatThrownBy(
            () -> SystemLimitException.checkMaxBytesLength(AvroSafety.MAX_LENGTH_BYTES + 1L))
        .isInstanceOf(SystemLimitException.class);
    assertThatThrownBy(
            () ->
                SystemLimitException.checkMaxCollectionLength(AvroSafety.MAX_COLLECTION_ITEMS + 1L))
        .isInstanceOf(SystemLimitException.class);
  }

  private static Deserializer<ProductUsageEvent> reader(ScriptedRegistry scripted) {
    return ContractSerdes.from(
            Map.of(RegistrySettings.URL, scripted.url(), RegistrySettings.WAIT_MS, 0))
        .of(ProductUsageEvent.class)
        .deserializer();
  }

  private void assertUndecodable(byte[] bytes, String words) {
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
        .isInstanceOf(UndecodableRecordException.class)
        .hasMessageContaining(words)
        .hasMessageContaining(TOPIC);
  }

  private static byte[] varint(long value) {
    long zigzag = value << 1;
    ByteBuffer out = ByteBuffer.allocate(10);
    while ((zigzag & ~0x7fL) != 0) {
      out.put((byte) ((zigzag & 0x7f) | 0x80));
      zigzag >>>= 7;
    }
    return Arrays.copyOf(out.put((byte) zigzag).array(), out.position());
  }
}
