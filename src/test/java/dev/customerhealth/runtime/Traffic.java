package dev.customerhealth.runtime;

import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.UsageType;
import dev.customerhealth.publication.TickFormat;
import dev.customerhealth.testing.KafkaTestClient;
import dev.customerhealth.wire.ContractSerdes;
import dev.customerhealth.wire.PlainAvro;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/** What customers do, and what time it is, sent to the topics of a cluster. */
final class Traffic {

  private final KafkaTestClient client;
  private final Supplier<ContractSerdes> connect;

  Traffic(KafkaTestClient client, Supplier<ContractSerdes> connect) {
    this.client = client;
    this.connect = connect;
  }

  /** Sends so many logins, all different, spread over ten accounts. */
  void sendLogins(int from, int count) {
    List<ProductUsageEvent> events = new ArrayList<>();
    for (int number = from; number < from + count; number++) {
      events.add(login(number));
    }
    send(events);
  }

  /** Sends so many logins, all different and of one account. */
  void sendLoginsOf(String account, int from, int count) {
    List<ProductUsageEvent> events = new ArrayList<>();
    for (int number = from; number < from + count; number++) {
      events.add(ProductUsageEvent.newBuilder(login(number)).setAccountId(account).build());
    }
    send(events);
  }

  private void send(List<ProductUsageEvent> events) {
    try (ContractSerdes serdes = connect.get()) {
      Serializer<ProductUsageEvent> serializer = serdes.of(ProductUsageEvent.class).serializer();
      String topic = Cluster.TOPICS.productUsage().name();
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      for (ProductUsageEvent event : events) {
        byte[] key = event.getAccountId().getBytes(StandardCharsets.UTF_8);
        records.add(new ProducerRecord<>(topic, key, serializer.serialize(topic, event)));
      }
      client.sendAll(records);
    }
  }

  /** One tick to every partition. */
  void tellTime(Instant time, String source) {
    try (ContractSerdes serdes = connect.get()) {
      TickFormat format = new TickFormat(Cluster.TOPICS.clockTicks(), serdes.of(ClockTick.class));
      for (int partition = 0; partition < Cluster.PARTITIONS; partition++) {
        client.send(
            new ProducerRecord<>(format.topic(), partition, null, format.write(time, source)));
      }
    }
  }

  private static ProductUsageEvent login(int number) {
    return usage(number, UsageType.LOGIN);
  }

  /** Sends so many logins, sessions and uses of features each, enough facts for a score. */
  void sendUsage(int count) {
    List<ProductUsageEvent> events = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      events.add(usage(number, UsageType.LOGIN));
      events.add(usage(number, UsageType.SESSION));
      events.add(usage(number, UsageType.FEATURE_USED));
    }
    send(events);
  }

  private static ProductUsageEvent usage(int number, UsageType type) {
    return ProductUsageEvent.newBuilder()
        .setEventId(type + "-" + number)
        .setAccountId("account-" + number % 10)
        .setOccurredAt(Instant.now())
        .setType(type)
        .setFeature(type == UsageType.FEATURE_USED ? "feature-" + number % 3 : null)
        .setUserId("user-" + number % 7)
        .build();
  }

  /** A login of a newer producer: its schema is one the service must ask the registry for. */
  byte[] loginOfNewerProducer(int number) {
    Schema newer =
        PlainAvro.changed(
            "product-usage-event",
            text -> text.replaceFirst("\"doc\": \"", "\"doc\": \"By a newer producer. "));
    try (ContractSerdes serdes = connect.get()) {
      int id = serdes.registry().idFor(Cluster.TOPICS.productUsage().valueSubject(), newer);
      return PlainAvro.framed(id, PlainAvro.write(login(number), newer));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
