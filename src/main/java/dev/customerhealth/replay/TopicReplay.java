package dev.customerhealth.replay;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.intake.Origin;
import dev.customerhealth.wire.ContractSerdes;
import dev.customerhealth.wire.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Plays what lies in the topics: partition by partition, each with its own clock, its records in
 * the order in which Kafka took them in, as the service reads them. Joins no group.
 *
 * <p>Accounts are judged by the models given throughout, also where others were published
 * meanwhile.
 */
public final class TopicReplay {

  private final Map<String, Object> client;
  private final Doors doors;
  private final HealthPolicy policy;
  private final Map<String, Deserializer<? extends SpecificRecord>> deserializers = new HashMap<>();

  /**
   * A replay.
   *
   * @param client settings of Kafka clients
   * @param policy how accounts are judged
   */
  public TopicReplay(
      Map<String, Object> client,
      Topics topics,
      ContractSerdes serdes,
      IntakeLimits limits,
      HealthPolicy policy) {
    this.client = Map.copyOf(client);
    this.doors = new Doors(topics, limits);
    this.policy = policy;
    for (Topic<?> topic : doors.topics()) {
      deserializers.put(topic.name(), deserializer(topic, serdes));
    }
  }

  private static Deserializer<? extends SpecificRecord> deserializer(
      Topic<?> topic, ContractSerdes serdes) {
    return serdes.of(topic.valueType().asSubclass(SpecificRecord.class)).deserializer();
  }

  /**
   * Plays up to what the ends are now.
   *
   * @param total is told once how many offsets there are to go through
   * @param progress is told how many records were played so far
   */
  public Replayed play(
      AccountsReplay.Listener listener, LongConsumer total, LongConsumer progress) {
    Replayed played = new Replayed(0, 0, 0, 0, 0);
    try (PartitionMerge merge = PartitionMerge.open(client, doors.topics())) {
      total.accept(merge.total());
      long records = 0;
      while (merge.nextPartition()) {
        ReplayReceiver receiver = new ReplayReceiver(policy, listener);
        for (ConsumerRecord<byte[], byte[]> record = merge.next();
            record != null;
            record = merge.next()) {
          take(record, receiver);
          records++;
          progress.accept(records);
        }
        played = receiver.and(played);
      }
    }
    return played;
  }

  private void take(ConsumerRecord<byte[], byte[]> record, ReplayReceiver receiver) {
    SpecificRecord value;
    try {
      value =
          record.value() == null
              ? null
              : deserializers.get(record.topic()).deserialize(record.topic(), record.value());
    } catch (UndecodableRecordException poison) {
      receiver.undecodable();
      return;
    }
    String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    Origin origin =
        new Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
    doors.read(key, value, origin).giveTo(receiver);
  }
}
