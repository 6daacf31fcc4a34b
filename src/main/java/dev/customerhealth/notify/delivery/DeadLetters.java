package dev.customerhealth.notify.delivery;

import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.notify.message.Messages;
import dev.customerhealth.notify.planning.Memory;
import dev.customerhealth.notify.planning.Notification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
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

  /**
   * Dead letters of an installation.
   *
   * @param client settings of Kafka clients
   */
  public DeadLetters(Map<String, Object> client, NotifierTopics topics) {
    this.client = Map.copyOf(client);
    this.topics = topics;
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
    Map<String, byte[]> letters = LatestValues.of(client, topics.deadLetters()).values();
    if (letters.isEmpty()) {
      return List.of();
    }
    Map<String, byte[]> log = LatestValues.of(client, topics.log()).values();
    Map<String, byte[]> retries = LatestValues.of(client, topics.retries()).values();
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
    Map<String, byte[]> letters = LatestValues.of(client, topics.deadLetters()).values();
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
