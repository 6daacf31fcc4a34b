package dev.customerhealth.notify.delivery;

import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.planning.Age;
import dev.customerhealth.notify.planning.AlertEntry;
import dev.customerhealth.notify.planning.Arrivals;
import dev.customerhealth.notify.planning.Planner;
import dev.customerhealth.notify.planning.Rehearsal;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.wire.UndecodableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Says what a routing would have told of the alerts of some time, and to whom, without telling
 * anybody, joining a group or writing anything.
 */
public final class DryRun {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> client;
  private final Topic<HealthAlert> topic;
  private final Deserializer<HealthAlert> deserializer;
  private final Routing routing;

  /**
   * A dry run.
   *
   * @param client settings of Kafka clients
   */
  public DryRun(
      Map<String, Object> client,
      Topic<HealthAlert> topic,
      Deserializer<HealthAlert> deserializer,
      Routing routing) {
    this.client = Map.copyOf(client);
    this.topic = topic;
    this.deserializer = deserializer;
    this.routing = routing;
  }

  /**
   * What was read.
   *
   * @param alerts steps of alerts
   * @param history those that are history being loaded
   * @param unreadable records that are no alerts
   * @param held alerts that are held back at the end, each counted for everybody it is held from
   */
  public record Summary(int alerts, int history, int unreadable, int held) {}

  private record Arrived(Notice notice, AlertEntry.Position position, Instant at) {}

  /**
   * Plays the alerts that came in since a moment, in the order in which they came.
   *
   * @param until the moment up to which waiting groups, quiet hours and repeats are played
   * @param audience who is shown what would happen
   */
  public Summary play(Instant since, Instant until, Rehearsal.Audience audience) {
    List<Arrived> arrived = new ArrayList<>();
    int unreadable = read(since, arrived);
    arrived.sort(
        Comparator.comparing(Arrived::at)
            .thenComparing(each -> each.position().partition())
            .thenComparing(each -> each.position().offset()));
    Rehearsal rehearsal = new Rehearsal(new Planner(routing), audience);
    Arrivals arrivals = new Arrivals(routing.historyAfter());
    int history = 0;
    for (Arrived each : arrived) {
      Age age = arrivals.take(each.notice().at(), each.at());
      history += age == Age.HISTORY ? 1 : 0;
      rehearsal.take(each.notice(), each.position(), each.at(), age);
    }
    rehearsal.runTo(until);
    return new Summary(arrived.size(), history, unreadable, rehearsal.held().size());
  }

  private int read(Instant since, List<Arrived> arrived) {
    int unreadable = 0;
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "notify-dry-run");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      seek(consumer, partitions, since, ends);
      while (partitions.stream()
          .anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          Optional<Arrived> each = arrived(record);
          each.ifPresent(arrived::add);
          unreadable += each.isPresent() || record.value() == null ? 0 : 1;
        }
      }
    }
    return unreadable;
  }

  private static void seek(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Instant since,
      Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> times = new HashMap<>();
    // Kafka refuses times before 1970.
    long millis = Math.max(0, since.toEpochMilli());
    partitions.forEach(partition -> times.put(partition, millis));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp start = starts.get(partition);
      consumer.seek(partition, start == null ? ends.get(partition) : start.offset());
    }
  }

  private Optional<Arrived> arrived(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      HealthAlert alert = deserializer.deserialize(topic.name(), record.value());
      Instant at = Instant.ofEpochMilli(record.timestamp());
      return AlertReading.notice(alert)
          .map(
              notice ->
                  new Arrived(
                      notice, new AlertEntry.Position(record.partition(), record.offset()), at));
    } catch (UndecodableRecordException poison) {
      return Optional.empty();
    }
  }
}
