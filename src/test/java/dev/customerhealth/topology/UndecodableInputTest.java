package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.testing.WireEvents;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bytes that do not decode: kept as dead letters, counted, and the stream goes on. */
class UndecodableInputTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;
  private static final byte[] KEY = "acme".getBytes(StandardCharsets.UTF_8);

  @RegisterExtension final TopologyHarness harness = new TopologyHarness();

  @Test
  void a_wrong_magic_byte_goes_to_the_dead_letters() {
    byte[] bytes = goodBytes();
    bytes[0] = 1;

    assertIsDeadLettered(bytes);
  }

  @Test
  void an_unknown_schema_id_goes_to_the_dead_letters() {
    byte[] bytes = goodBytes();
    ByteBuffer.wrap(bytes).putInt(1, 987_654);

    assertIsDeadLettered(bytes);
  }

  @Test
  void truncated_avro_goes_to_the_dead_letters() {
    byte[] good = goodBytes();

    assertIsDeadLettered(Arrays.copyOf(good, good.length - 3));
  }

  @Test
  void bytes_left_over_go_to_the_dead_letters() {
    byte[] good = goodBytes();

    assertIsDeadLettered(Arrays.copyOf(good, good.length + 3));
  }

  @Test
  void an_empty_value_goes_to_the_dead_letters() {
    assertIsDeadLettered(new byte[0]);
  }

  @Test
  void seventeen_bytes_that_claim_a_string_of_200_megabytes_go_to_the_dead_letters() {
    byte[] good = goodBytes();
    byte[] bomb = Arrays.copyOf(good, 17);
    // 200,000,000 as Avro writes a length: zigzag, seven bits at a time.
    long rest = 400_000_000L;
    int position = 5;
    while (rest > 0x7F) {
      bomb[position++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bomb[position] = (byte) rest;

    assertIsDeadLettered(bomb);
  }

  @Test
  void a_tick_that_does_not_decode_goes_to_the_dead_letters() {
    harness.sendRaw(harness.topics().clockTicks(), null, new byte[] {7, 7, 7});

    assertThat(harness.deadLetters()).hasSize(1);
  }

  @Test
  void a_dead_letter_keeps_raw_bytes_and_headers_and_says_where_it_came_from() {
    byte[] bytes = {9, 9, 9};
    RecordHeaders headers = new RecordHeaders();
    headers.add("traceparent", new byte[] {42});
    harness.send(login("before"));
    harness.sendRaw(harness.topics().productUsage(), new TestRecord<>(KEY, bytes, headers, NOW));

    TestRecord<byte[], byte[]> letter = harness.deadLetters().get(0);
    assertThat(letter.key()).isEqualTo(KEY);
    assertThat(letter.value()).isEqualTo(bytes);
    assertThat(letter.headers().lastHeader("traceparent").value()).containsExactly(42);
    assertThat(TopologyHarness.header(letter, "__streams.errors.topic")).isEqualTo("product-usage");
    assertThat(TopologyHarness.header(letter, "__streams.errors.partition")).isEqualTo("0");
    assertThat(TopologyHarness.header(letter, "__streams.errors.offset")).isEqualTo("1");
    assertThat(TopologyHarness.header(letter, "__streams.errors.exception"))
        .contains("UndecodableRecordException");
    assertThat(TopologyHarness.header(letter, "__streams.errors.message")).isNotBlank();
    assertThat(TopologyHarness.header(letter, "__streams.errors.stacktrace"))
        .contains("WireDeserializer");
    harness.everythingTold();
  }

  @Test
  void dead_letters_are_counted_by_topic_and_cause() {
    harness.sendRaw(harness.topics().surveyResponses(), KEY, new byte[] {1});
    harness.deadLetters();

    assertThat(harness.metrics().deadLetters).containsExactly("survey-responses DESERIALIZATION");
  }

  private void assertIsDeadLettered(byte[] bytes) {
    harness.sendRaw(harness.topics().productUsage(), KEY, bytes);
    harness.send(login("after"));

    assertThat(harness.deadLetters()).hasSize(1);
    assertThat(harness.deadLetters().get(0).value()).isEqualTo(bytes);
    assertThat(harness.accounting(harness.topics().productUsage()))
        .containsEntry(RecordOutcome.SCORED, 1L);
    harness.everythingTold();
  }

  private byte[] goodBytes() {
    return harness
        .serdes()
        .of(ProductUsageEvent.class)
        .serializer()
        .serialize("product-usage", login("e1"));
  }

  private static ProductUsageEvent login(String eventId) {
    return WireEvents.login("acme", eventId, "u1", NOW).build();
  }
}
