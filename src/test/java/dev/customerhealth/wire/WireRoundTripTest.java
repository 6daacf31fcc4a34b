package dev.customerhealth.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.UsageType;
import dev.customerhealth.development.registry.DevelopmentRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireRoundTripTest {
  @TempDir Path directory;
  private DevelopmentRegistry registry;
  private ContractSerdes serdes;

  @BeforeEach
  void start() throws IOException {
    registry = new DevelopmentRegistry(directory, 0);
    serdes = ContractSerdes.from(Map.of(RegistrySettings.URL, registry.url()));
  }

  @AfterEach
  void stop() {
    serdes.close();
    registry.close();
  }

  @Test
  void what_is_written_is_read_again() {
    Serde<ProductUsageEvent> usage = serdes.of(ProductUsageEvent.class);
    ProductUsageEvent event = SampleRecords.usage(42);

    byte[] bytes = usage.serializer().serialize("product-usage", event);

    assertThat(usage.deserializer().deserialize("product-usage", bytes)).isEqualTo(event);
  }

  @Test
  void dates_and_arrays_survive() {
    Serde<AccountProfile> profiles = serdes.of(AccountProfile.class);
    AccountProfile profile = SampleRecords.profile("acme");

    byte[] bytes = profiles.serializer().serialize("account-profiles", profile);

    assertThat(profiles.deserializer().deserialize("account-profiles", bytes)).isEqualTo(profile);
  }

  @Test
  void null_is_a_tombstone_both_ways() {
    Serde<AccountProfile> profiles = serdes.of(AccountProfile.class);

    assertThat(profiles.serializer().serialize("account-profiles", null)).isNull();
    assertThat(profiles.deserializer().deserialize("account-profiles", null)).isNull();
  }

  @Test
  void the_frame_is_magic_byte_then_big_endian_id_then_plain_avro() throws IOException {
    ProductUsageEvent event = SampleRecords.usage(1);
    byte[] bytes;
    try (ScriptedRegistry scripted = ScriptedRegistry.answering(200, "{\"id\": 16909060}")) {
      bytes =
          ContractSerdes.from(Map.of(RegistrySettings.URL, scripted.url()))
              .of(ProductUsageEvent.class)
              .serializer()
              .serialize("product-usage", event);
    }

    assertThat(bytes).startsWith(0, 1, 2, 3, 4);
    byte[] avro = Arrays.copyOfRange(bytes, 5, bytes.length);
    assertThat(avro).isEqualTo(PlainAvro.write(event, event.getSchema()));
  }

  @Test
  void the_registered_schema_is_the_one_in_schemas_without_javas_string_property() {
    serdes
        .of(ProductUsageEvent.class)
        .serializer()
        .serialize("product-usage", SampleRecords.usage(1));

    Schema registered = serdes.registry().latest("product-usage-value").orElseThrow().schema();
    assertThat(registered.toString())
        .doesNotContain("avro.java.string")
        .isEqualTo(PlainAvro.committed("product-usage-event").toString());
  }

  @Test
  void every_topic_registers_under_a_subject_of_its_own() {
    var serializer = serdes.of(ProductUsageEvent.class).serializer();
    serializer.serialize("first", SampleRecords.usage(1));
    serializer.serialize("second", SampleRecords.usage(2));

    assertThat(serdes.registry().latest("first-value")).isPresent();
    assertThat(serdes.registry().latest("second-value")).isPresent();
  }

  @Test
  void a_failed_write_leaves_nothing_in_the_next_record() {
    var serializer = serdes.of(ProductUsageEvent.class).serializer();
    ProductUsageEvent whole = SampleRecords.usage(7);
    byte[] expected = serializer.serialize("product-usage", whole);
    ProductUsageEvent unfit = new ProductUsageEvent();
    unfit.put("event_id", "half a record");

    assertThatThrownBy(() -> serializer.serialize("product-usage", unfit))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("does not fit its schema");
    assertThat(serializer.serialize("product-usage", whole)).isEqualTo(expected);
  }

  @Test
  void a_long_record_and_a_short_one_after_it_are_both_right() {
    Serde<ProductUsageEvent> usage = serdes.of(ProductUsageEvent.class);
    ProductUsageEvent large =
        ProductUsageEvent.newBuilder(SampleRecords.usage(1))
            .setFeature("é".repeat(2_000_000))
            .build();

    byte[] largeBytes = usage.serializer().serialize("product-usage", large);
    byte[] smallBytes = usage.serializer().serialize("product-usage", SampleRecords.usage(2));

    assertThat(usage.deserializer().deserialize("product-usage", largeBytes)).isEqualTo(large);
    assertThat(usage.deserializer().deserialize("product-usage", smallBytes))
        .isEqualTo(SampleRecords.usage(2));
  }

  @Test
  void an_unknown_enum_symbol_of_a_newer_producer_becomes_the_default() throws IOException {
    Schema newer =
        PlainAvro.changed(
            "product-usage-event",
            text -> text.replace("\"FEATURE_USED\"", "\"FEATURE_USED\", \"TELEPATHY\""));
    byte[] bytes = writtenWith(newer, record -> record.put("type", symbol(newer, "TELEPATHY")));

    ProductUsageEvent read =
        serdes.of(ProductUsageEvent.class).deserializer().deserialize("product-usage", bytes);

    assertThat(read.getType()).isEqualTo(UsageType.UNKNOWN);
  }

  @Test
  void a_field_of_a_newer_producer_is_skipped() throws IOException {
    Schema newer = withNovelty();
    byte[] bytes = writtenWith(newer, record -> record.put("novelty", "surprise"));

    ProductUsageEvent read =
        serdes.of(ProductUsageEvent.class).deserializer().deserialize("product-usage", bytes);

    assertThat(read.getEventId()).isEqualTo("newer");
  }

  /** While producers are upgraded one by one, records of both schemas come in turns. */
  @Test
  void records_of_two_schemas_in_turns_are_each_read_by_the_one_they_were_written_with()
      throws IOException {
    Schema newer = withNovelty();
    byte[] ofNewer = writtenWith(newer, record -> record.put("novelty", "surprise"));
    Serde<ProductUsageEvent> usage = serdes.of(ProductUsageEvent.class);
    byte[] ofOlder = usage.serializer().serialize("product-usage", SampleRecords.usage(1));

    for (int turn = 0; turn < 3; turn++) {
      assertThat(usage.deserializer().deserialize("product-usage", ofOlder))
          .isEqualTo(SampleRecords.usage(1));
      assertThat(usage.deserializer().deserialize("product-usage", ofNewer).getEventId())
          .isEqualTo("newer");
    }
  }

  private static Schema withNovelty() throws IOException {
    return PlainAvro.changed(
        "product-usage-event",
        text ->
            text.replace(
                "\"fields\": [",
                "\"fields\": [{\"name\":\"novelty\",\"type\":\"string\",\"default\":\"\",\"doc\":\"d\"},"));
  }

  private byte[] writtenWith(Schema schema, Consumer<GenericRecord> change) throws IOException {
    GenericRecord record = new GenericData.Record(schema);
    record.put("event_id", "newer");
    record.put("account_id", "acme");
    record.put("occurred_at", 1_700_000_000_000L);
    record.put("type", symbol(schema, "LOGIN"));
    change.accept(record);
    int id = serdes.registry().idFor("product-usage-value", schema);
    return PlainAvro.framed(id, PlainAvro.write(record, schema));
  }

  private static GenericData.EnumSymbol symbol(Schema schema, String name) {
    return new GenericData.EnumSymbol(schema.getField("type").schema(), name);
  }
}
