package dev.customerhealth.runtime;

import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.avro.SurveyResponseEvent;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.testing.WireEvents;
import dev.customerhealth.wire.ContractSerdes;
import dev.customerhealth.wire.PlainAvro;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One of each kind of record that nobody should send, and what must become of it. */
final class BadInput {

  /** What the largest of it needs of a topic, which takes a megabyte by default. */
  static final int LARGEST = 6_000_000;

  private static final String ACCOUNT = "bad";

  private final ContractSerdes serdes;
  private final Instant now = Instant.now();
  private final List<Sent> all = new ArrayList<>();

  /**
   * A record.
   *
   * @param reason why it must be rejected; null when it does not decode
   * @param to the record for a partition
   */
  record Sent(
      String topic, RejectionReason reason, IntFunction<ProducerRecord<byte[], byte[]>> to) {}

  private BadInput(ContractSerdes serdes) {
    this.serdes = serdes;
  }

  /** One of each kind. */
  static List<Sent> ofEachKind(ContractSerdes serdes) throws IOException {
    BadInput made = new BadInput(serdes);
    made.bytesThatDoNotDecode();
    made.usageThatMakesNoSense();
    made.answersThatMakeNoSense();
    made.byNewerProducer();
    return made.all;
  }

  private void bytesThatDoNotDecode() {
    byte[] good = bytes(Cluster.TOPICS.productUsage(), login().build());
    byte[] wrongMagicByte = good.clone();
    wrongMagicByte[0] = 1;
    byte[] unknownSchema = good.clone();
    ByteBuffer.wrap(unknownSchema).putInt(1, 987_654);
    // Says that a string of 200,000,000 bytes follows.
    byte[] bomb = Arrays.copyOf(good, 17);
    ByteBuffer.wrap(bomb)
        .put(5, new byte[] {(byte) 0x80, (byte) 0x88, (byte) 0xde, (byte) 0xbe, 1});
    for (byte[] value :
        List.of(wrongMagicByte, unknownSchema, Arrays.copyOf(good, good.length - 3), bomb)) {
      add(Cluster.TOPICS.productUsage(), ACCOUNT, value, null);
    }
  }

  private void usageThatMakesNoSense() {
    usage(null, login(), RejectionReason.NULL_KEY);
    add(Cluster.TOPICS.productUsage(), ACCOUNT, null, RejectionReason.NULL_VALUE);
    usage("another", login(), RejectionReason.KEY_MISMATCH);
    usage(ACCOUNT, login().setCount(-1L), RejectionReason.OUT_OF_RANGE);
    usage(ACCOUNT, login().setDataQuality(Double.NaN), RejectionReason.NOT_A_NUMBER);
    usage(ACCOUNT, login().setOccurredAt(Instant.EPOCH), RejectionReason.TIMESTAMP_TOO_OLD);
    usage(
        ACCOUNT,
        login().setOccurredAt(now.plus(Duration.ofDays(365))),
        RejectionReason.TIMESTAMP_IN_FUTURE);
    usage(ACCOUNT, login().setSource("x".repeat(5_000_000)), RejectionReason.FIELD_TOO_LONG);
    usage("b\u001bad", login().setAccountId("b\u001bad"), RejectionReason.INVALID_ID);
    usage(ACCOUNT, login().setEventId("e\u00001"), RejectionReason.INVALID_ID);
  }

  private void answersThatMakeNoSense() {
    answer(nps(11), RejectionReason.OUT_OF_RANGE);
    answer(nps(7).setScaleMax(null), RejectionReason.MISSING_FIELD);
    answer(nps(7).setDirection(null), RejectionReason.MISSING_FIELD);
  }

  private void byNewerProducer() throws IOException {
    Schema newer =
        PlainAvro.changed(
            "product-usage-event", text -> text.replace("\"LOGIN\",", "\"LOGIN\",\"TELEPATHY\","));
    GenericData.Record event = new GenericData.Record(newer);
    event.put("event_id", "e1");
    event.put("account_id", ACCOUNT);
    event.put("occurred_at", now.toEpochMilli());
    event.put("type", new GenericData.EnumSymbol(newer.getField("type").schema(), "TELEPATHY"));
    int id = serdes.registry().idFor(Cluster.TOPICS.productUsage().valueSubject(), newer);
    add(
        Cluster.TOPICS.productUsage(),
        ACCOUNT,
        PlainAvro.framed(id, PlainAvro.write(event, newer)),
        RejectionReason.UNKNOWN_TYPE);
  }

  private ProductUsageEvent.Builder login() {
    return WireEvents.login(ACCOUNT, "e1", "u1", now);
  }

  private SurveyResponseEvent.Builder nps(double value) {
    return WireEvents.nps(ACCOUNT, "e1", value, now);
  }

  private void usage(String key, ProductUsageEvent.Builder event, RejectionReason reason) {
    Topic<ProductUsageEvent> topic = Cluster.TOPICS.productUsage();
    add(topic, key, bytes(topic, event.build()), reason);
  }

  private void answer(SurveyResponseEvent.Builder event, RejectionReason reason) {
    Topic<SurveyResponseEvent> topic = Cluster.TOPICS.surveyResponses();
    add(topic, ACCOUNT, bytes(topic, event.build()), reason);
  }

  private void add(Topic<?> topic, String key, byte[] value, RejectionReason reason) {
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    all.add(
        new Sent(
            topic.name(),
            reason,
            partition -> new ProducerRecord<>(topic.name(), partition, keyBytes, value)));
  }

  private <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
    return serdes.of(topic.valueType()).serializer().serialize(topic.name(), value);
  }
}
