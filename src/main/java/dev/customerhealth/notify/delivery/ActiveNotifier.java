package dev.customerhealth.notify.delivery;

import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.notify.channel.Channels;
import dev.customerhealth.notify.channel.HttpSender;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.AlertEntry;
import dev.customerhealth.notify.planning.Memory;
import dev.customerhealth.notify.planning.Plan;
import dev.customerhealth.notify.planning.Planner;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Target;
import dev.customerhealth.wire.UndecodableRecordException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The notifier that is at work: what it knows, what is on its way, and one courier for each
 * channel. Restored from its topics when it begins; belongs to one thread.
 */
final class ActiveNotifier implements AutoCloseable {

  private static final String ALERT = "alert/";
  private static final String RATE = "rate/";
  private static final Duration ATTEMPT = Duration.ofSeconds(15);
  private static final Duration LAST_ATTEMPT = Duration.ofSeconds(5);

  private final Routing routing;
  private final Planner planner;
  private final NotifierLog log;
  private final NotifierTopics topics;
  private final Memory memory = new Memory();
  private final Outbox outbox;
  private final Map<String, Courier> couriers = new LinkedHashMap<>();
  private final Queue<Courier.Result> results = new ConcurrentLinkedQueue<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private Instant nextLook = Instant.MIN;

  ActiveNotifier(Routing routing, NotifierLog log, Clock clock) {
    this.routing = routing;
    this.planner = new Planner(routing);
    this.log = log;
    this.topics = log.topics();
    this.outbox = new Outbox(topics, routing.retry());
    HttpSender sender = new HttpSender(ATTEMPT);
    for (Target target : routing.allTargets()) {
      couriers.put(
          target.id(), new Courier(target, Channels.of(target, routing, sender), clock, results));
    }
    restore();
  }

  private void restore() {
    log.latest(topics.log())
        .forEach(
            (key, value) -> {
              if (key.startsWith(ALERT)) {
                memory.restore(LogJson.entry(value));
              } else if (key.startsWith(RATE)) {
                memory.restore(LogJson.addressOf(value), LogJson.use(value));
              } else if (!outbox.restore(key, value)) {
                throw new IllegalStateException("the notifier's log holds an unknown key: " + key);
              }
            });
    log.latest(topics.retries()).values().stream().map(LogJson::delivery).forEach(outbox::restore);
  }

  /**
   * One step: takes in what was read and what came of attempts, decides what is due, writes all of
   * it down, and only then hands it to the couriers.
   *
   * @param records read since the last step
   * @param deserializer of alerts
   * @param caughtUp whether everything there was at the beginning has been read; before that
   *     nothing is told, because the end of an alert may be among what comes
   */
  void step(
      Iterable<ConsumerRecord<byte[], byte[]>> records,
      Deserializer<HealthAlert> deserializer,
      ConsumerGroupMetadata group,
      boolean caughtUp,
      Instant now) {
    NotifierLog.Batch batch = new NotifierLog.Batch();
    Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
    boolean news = false;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      news |= take(record, deserializer, now, batch);
      read.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1));
    }
    for (Courier.Result result = results.poll(); result != null; result = results.poll()) {
      outbox.settle(result, now, batch);
    }
    if (caughtUp && (news || !nextLook.isAfter(now))) {
      look(now, batch);
    }
    writeDown(batch);
    if (!batch.isEmpty() || !read.isEmpty()) {
      log.commit(batch, read, group);
      read.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    }
    if (caughtUp) {
      handOver(now, group);
    }
  }

  private boolean take(
      ConsumerRecord<byte[], byte[]> record,
      Deserializer<HealthAlert> deserializer,
      Instant now,
      NotifierLog.Batch batch) {
    Optional<Notice> notice = Optional.empty();
    String reason = "no value, or a step this version does not know";
    try {
      HealthAlert alert = deserializer.deserialize(record.topic(), record.value());
      notice = alert == null ? Optional.empty() : AlertReading.notice(alert);
    } catch (UndecodableRecordException poison) {
      reason = "cannot be decoded";
    }
    if (notice.isEmpty()) {
      String place = record.topic() + "-" + record.partition() + "-" + record.offset();
      batch.put(
          topics.deadLetters(),
          place,
          LogJson.unreadable(record.topic(), record.partition(), record.offset(), reason, now));
      return false;
    }
    return memory.take(
        notice.get(),
        new AlertEntry.Position(record.partition(), record.offset()),
        now,
        History.is(notice.get(), Instant.ofEpochMilli(record.timestamp()), routing));
  }

  private void look(Instant now, NotifierLog.Batch batch) {
    Plan plan = planner.plan(memory, now);
    memory.apply(plan);
    plan.due().forEach(planned -> outbox.add(planned.notification(), batch));
    nextLook = plan.nextLook().orElse(Instant.MAX);
    memory.forget(this::isCommitted, planner::settled);
    outbox.dropOvertaken(memory, batch);
    outbox.forgetOld(now, batch);
  }

  private boolean isCommitted(AlertEntry.Position position) {
    return committed.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getKey().partition() == position.partition()
                    && entry.getValue() > position.offset());
  }

  private void writeDown(NotifierLog.Batch batch) {
    for (String id : memory.takeChangedAlerts()) {
      batch.put(topics.log(), ALERT + id, memory.alert(id).map(LogJson::bytes).orElse(null));
    }
    for (Address address : memory.takeChangedRates()) {
      batch.put(
          topics.log(),
          RATE + address.targetId() + "/" + address.csm(),
          LogJson.bytes(address, memory.rate(address)));
    }
  }

  private void handOver(Instant now, ConsumerGroupMetadata group) {
    NotifierLog.Batch batch = new NotifierLog.Batch();
    for (Delivery delivery : outbox.due(now)) {
      Courier courier = couriers.get(delivery.targetId());
      if (courier == null) {
        outbox.giveUp(delivery, "the routing file has no such channel any more", now, batch);
      } else {
        courier.carry(delivery);
      }
    }
    if (!batch.isEmpty()) {
      log.commit(batch, Map.of(), group);
    }
  }

  /**
   * Ends in order: attempts under way get some time, and what came of them is written down, so that
   * the next in turn does not make them again.
   */
  void finish(ConsumerGroupMetadata group, Instant now) {
    couriers.values().forEach(Courier::finish);
    couriers.values().forEach(courier -> courier.awaitEnd(LAST_ATTEMPT));
    NotifierLog.Batch batch = new NotifierLog.Batch();
    for (Courier.Result result = results.poll(); result != null; result = results.poll()) {
      outbox.settle(result, now, batch);
    }
    writeDown(batch);
    if (!batch.isEmpty()) {
      log.commit(batch, Map.of(), group);
    }
  }

  /** Lets go of everything at once. */
  @Override
  public void close() {
    couriers.values().forEach(Courier::finish);
    couriers.values().forEach(courier -> courier.awaitEnd(Duration.ZERO));
    log.close();
  }
}
