package dev.customerhealth.notify.delivery;

import dev.customerhealth.contract.NotifierTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Dead letters that somebody wants to have tried again. A request lies in the topic of retries
 * under a key of its own until the notifier at work has taken it, in the transaction that puts the
 * delivery back on its way; so none is lost, and none is taken twice. Belongs to one thread.
 */
final class RedriveRequests implements AutoCloseable {

  private static final String PREFIX = "redrive/";
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final NotifierTopics topics;
  private final OwnRecords records;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, byte[]> waiting = new LinkedHashMap<>();
  private Instant nextLook = Instant.MIN;

  /**
   * Requests from where the topic was read to.
   *
   * @param retries what the topic of retries holds
   * @param records tells requests from what nobody can read
   */
  RedriveRequests(
      Map<String, Object> client, NotifierTopics topics, LatestValues retries, OwnRecords records) {
    this.topics = topics;
    this.records = records;
    retries.values().entrySet().stream()
        .filter(entry -> isRequest(entry.getKey()))
        .forEach(entry -> waiting.put(entry.getKey(), entry.getValue()));
    this.consumer = LatestValues.consumer(client);
    TopicPartition partition = new TopicPartition(topics.retries().name(), 0);
    consumer.assign(List.of(partition));
    consumer.seek(partition, retries.end());
  }

  /** Key of the request for a delivery. */
  static String key(String deliveryId) {
    return PREFIX + deliveryId;
  }

  /** Whether a key of the topic of retries is a request. */
  static boolean isRequest(String key) {
    return key.startsWith(PREFIX);
  }

  /** What was asked for since the last call; the requests are taken away by the batch. */
  List<Delivery> take(Instant now, NotifierLog.Batch batch) {
    if (!nextLook.isAfter(now)) {
      nextLook = now.plus(LOOK_EVERY);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ZERO)) {
        String key = LatestValues.keyOf(record);
        if (isRequest(key) && record.value() != null && records.take(record)) {
          waiting.put(key, record.value());
        }
      }
    }
    List<Delivery> asked = new ArrayList<>();
    waiting.forEach(
        (key, value) -> {
          asked.add(LogJson.givenUp(value).again(now));
          batch.put(topics.retries(), key, null);
        });
    waiting.clear();
    return asked;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
