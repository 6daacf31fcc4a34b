package dev.customerhealth.notify.delivery;

import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.notify.message.Messages;
import dev.customerhealth.notify.planning.Memory;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.wire.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What was given up, what became of it since, and the way to have it tried again. Joins no group
 * and takes nothing from a notifier at work: it asks, and the notifier acts.
 */
public final class DeadLetters {

  private final Map<String, Object> client;
  private final NotifierTopics topics;
  private final BiConsumer<ConsumerRecord<?, ?>, UndecodableRecordException> passedOver;

  /**
   * Dead letters of an installation.
   *
   * @param client settings of Kafka clients
   * @param passedOver who is told of records that nobody can read
   */
  public DeadLetters(
      Map<String, Object> client,
      NotifierTopics topics,
      BiConsumer<ConsumerRecord<?, ?>, UndecodableRecordException> passedOver) {
    this.client = Map.copyOf(client);
    this.topics = topics;
    this.passedOver = passedOver;
  }

  /** What became of a dead letter. */
  public enum State {
    /** Nothing; it can be tried again. */
    DEAD,
    /** It is on its way again, or somebody asked for it and no notifier has looked yet. */
    ON_ITS_WAY,
    /** It was delivered later. */
    DELIVERED,
    /** Something later was told of all its alerts; trying it again would only be dropped. */
    OVERTAKEN,
    /** An alert that could not be read; there is no notification to try again. */
    UNREADABLE
  }

  /**
   * A dead letter.
   *
   * @param id of the delivery, the same at every attempt; a place in a topic when it is unreadable
   * @param at when it was given up last
   * @param target the channel; empty text when it is unreadable
   * @param csm whom it was for; empty text for nobody in particular
   * @param reason in a few words
   * @param state what became of it
   * @param about in a line
   * @param json all of it, in one line
   */
  public record DeadLetter(
      String id,
      Instant at,
      String target,
      String csm,
      String reason,
      State state,
      String about,
      String json) {}

  /** All that are still kept, in the order in which they were given up first. */
  public List<DeadLetter> all() {
    Map<String, byte[]> letters = letters();
    if (letters.isEmpty()) {
      return List.of();
    }
    Map<String, byte[]> log = latest(topics.log(), OwnRecords::readLog);
    Map<String, byte[]> retries = latest(topics.retries(), OwnRecords::readRetry);
    Memory memory = new Memory();
    log.forEach((key, value) -> ActiveNotifier.restoreAlert(memory, key, value));
    List<DeadLetter> all = new ArrayList<>();
    letters.forEach(
        (id, value) -> {
          if (!LogJson.isDelivery(value)) {
            all.add(unreadable(id, value));
            return;
          }
          Delivery delivery = LogJson.givenUp(value);
          boolean onItsWay =
              log.containsKey(Outbox.key(id))
                  || retries.containsKey(id)
                  || retries.containsKey(RedriveRequests.key(id));
          boolean overtaken = Overtaken.bySomethingLater(delivery.notification(), memory);
          State state =
              LogJson.outcome(value)
                  .map(State::valueOf)
                  .orElse(onItsWay ? State.ON_ITS_WAY : overtaken ? State.OVERTAKEN : State.DEAD);
          all.add(letter(delivery, value, state));
        });
    return all;
  }

  private Map<String, byte[]> letters() {
    return latest(topics.deadLetters(), DeadLetters::readLetter);
  }

  private Map<String, byte[]> latest(Topic<?> topic, OwnRecords.Check check) {
    return LatestValues.of(client, topic, new OwnRecords(check, passedOver)).values();
  }

  private static void readLetter(String id, byte[] value) {
    if (LogJson.isDelivery(value)) {
      var unused = LogJson.givenUp(value);
    } else {
      var unused = LogJson.givenUpAt(value);
    }
    String became = LogJson.outcome(value).orElse(State.DEAD.name());
    if (Arrays.stream(State.values()).noneMatch(state -> state.name().equals(became))) {
      throw new UndecodableRecordException("an outcome no notifier writes");
    }
  }

  private static DeadLetter letter(Delivery delivery, byte[] value, State state) {
    Notification notification = delivery.notification();
    return new DeadLetter(
        delivery.id(),
        LogJson.givenUpAt(value),
        delivery.targetId(),
        notification.address().csm(),
        LogJson.reason(value),
        state,
        Messages.line(notification),
        LogJson.line(value, delivery.id(), state.name()));
  }

  private static DeadLetter unreadable(String id, byte[] value) {
    return new DeadLetter(
        id,
        LogJson.givenUpAt(value),
        "",
        "",
        LogJson.reason(value),
        State.UNREADABLE,
        "an alert at " + id,
        LogJson.line(value, id, State.UNREADABLE.name()));
  }

  /**
   * Asks the notifier at work, or the next one, to try dead letters again, under the ids they have.
   *
   * @param ids of dead letters that are deliveries
   * @throws ExecutionException when the broker does not take the request
   * @throws InterruptedException when interrupted while waiting for it
   */
  public void redrive(Collection<String> ids) throws ExecutionException, InterruptedException {
    Map<String, byte[]> letters = letters();
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, topics.retries().maxMessageBytes());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String id : ids) {
        byte[] letter = letters.get(id);
        if (letter == null || !LogJson.isDelivery(letter)) {
          throw new IllegalArgumentException("no such delivery among the dead letters: " + id);
        }
        producer
            .send(
                new ProducerRecord<>(
                    topics.retries().name(),
                    0,
                    RedriveRequests.key(id).getBytes(StandardCharsets.UTF_8),
                    letter))
            .get();
      }
    }
  }
}
