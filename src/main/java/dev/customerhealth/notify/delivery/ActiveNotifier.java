package dev.customerhealth.notify.delivery;

import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.notify.channel.Channels;
import dev.customerhealth.notify.channel.HttpSender;
import dev.customerhealth.notify.planning.AlertEntry;
import dev.customerhealth.notify.planning.Hold;
import dev.customerhealth.notify.planning.Memory;
import dev.customerhealth.notify.planning.Plan;
import dev.customerhealth.notify.planning.Planner;
import dev.customerhealth.notify.planning.Reader;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Target;
import dev.customerhealth.wire.UndecodableRecordException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notifier that is at work: what it knows, what is on its way, and one courier for each
 * channel. Restored from its topics when it begins; belongs to one thread.
 */
final class ActiveNotifier implements AutoCloseable {

  static final String ALERT = "alert/";
  static final String RATE = "rate/";
  private static final Logger logger = LoggerFactory.getLogger(ActiveNotifier.class);
  private static final Duration LAST_ATTEMPT = Duration.ofSeconds(5);

  private final Routing routing;
  private final Planner planner;
  private final NotifierLog log;
  private final NotifierTopics topics;
  private final Memory memory = new Memory();
  private final AlertIntake intake;
  private final Outbox outbox;
  private final Map<String, Courier> couriers = new LinkedHashMap<>();
  private final Queue<Courier.Result> results = new ConcurrentLinkedQueue<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private final NotifierMetrics metrics;
  private final RedriveRequests redrives;

  /** Written down for another reader than today's; written anew with the first that is written. */
  private final Map<String, Reader> movedRates = new LinkedHashMap<>();

  private Set<Hold> holds = Set.of();
  private Instant nextLook = Instant.MIN;

  /**
   * Takes up what its topics say.
   *
   * @param attempt how long one attempt may take
   */
  ActiveNotifier(
      Routing routing, NotifierLog log, NotifierMetrics metrics, Clock clock, Duration attempt) {
    this.routing = routing;
    this.metrics = metrics;
    this.planner = new Planner(routing);
    this.log = log;
    this.topics = log.topics();
    this.intake = new AlertIntake(memory, routing.historyAfter(), topics, metrics);
    Lanes lanes = new Lanes(routing, clock, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    this.outbox = new Outbox(topics, routing.retry(), lanes, metrics);
    HttpSender sender = new HttpSender(attempt);
    for (Target target : routing.allTargets()) {
      couriers.put(
          target.id(),
          new Courier(target, Channels.of(target, routing, sender), lanes.of(target), results));
    }
    this.redrives = restore();
  }

  private RedriveRequests restore() {
    log.latest(topics.log(), new OwnRecords(OwnRecords::readLog, this::passOver))
        .values()
        .forEach(
            (key, value) -> {
              if (key.startsWith(RATE)) {
                Reader reader = LogJson.reader(value).by(routing);
                if (!key.equals(key(reader))) {
                  movedRates.put(key, reader);
                }
              }
              if (!intake.restore(key, value)
                  && !restore(memory, routing, key, value)
                  && !outbox.restore(key, value)) {
                throw new IllegalStateException("the notifier's log holds an unknown key: " + key);
              }
            });
    OwnRecords waiting = new OwnRecords(OwnRecords::readRetry, this::passOver);
    LatestValues retries = log.latest(topics.retries(), waiting);
    retries.values().entrySet().stream()
        .filter(entry -> !RedriveRequests.isRequest(entry.getKey()))
        .map(entry -> LogJson.delivery(entry.getValue()))
        .forEach(outbox::restore);
    return log.redriveRequests(retries, waiting);
  }

  private void passOver(ConsumerRecord<?, ?> record, UndecodableRecordException why) {
    metrics.logUnreadable();
    logger.error(
        "passed over, cannot be read: topic={} partition={} offset={} reason={}",
        record.topic(),
        record.partition(),
        record.offset(),
        why.getMessage());
  }

  /** Key of how much a reader was told. */
  static String key(Reader reader) {
    return RATE + reader.channel().map(id -> id + "/").orElse("") + reader.csm();
  }

  /** Puts one value of the log back into a memory; false when it is none of the memory's. */
  static boolean restore(Memory memory, Routing routing, String key, byte[] value) {
    if (key.startsWith(RATE)) {
      memory.restore(LogJson.reader(value).by(routing), LogJson.use(value));
      return true;
    }
    return restoreAlert(memory, key, value);
  }

  /** The same of alerts alone. */
  static boolean restoreAlert(Memory memory, String key, byte[] value) {
    if (key.startsWith(ALERT)) {
      memory.restore(LogJson.entry(value));
      return true;
    }
    return false;
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
      news |= intake.take(record, deserializer, now, batch);
      read.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1));
    }
    for (Courier.Result result = results.poll(); result != null; result = results.poll()) {
      outbox.settle(result, now, batch);
    }
    if (caughtUp) {
      List<Delivery> asked = redrives.take(now, batch);
      asked.forEach(delivery -> outbox.redrive(delivery, batch));
      news |= !asked.isEmpty();
    }
    if (caughtUp && (news || !nextLook.isAfter(now))) {
      look(now, batch);
    }
    writeDown(batch);
    if (!batch.isEmpty() || !read.isEmpty()) {
      log.commit(batch, read, group);
      read.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    }
    intake.committed();
    if (caughtUp) {
      handOver(now, group);
    }
    metrics.onTheirWay(outbox.loads());
  }

  private void look(Instant now, NotifierLog.Batch batch) {
    outbox.takeBack(memory, batch);
    Plan plan = planner.plan(memory, now);
    memory.apply(plan);
    plan.due().forEach(planned -> outbox.add(planned, batch));
    nextLook = plan.nextLook().orElse(Instant.MAX);
    memory.forget(this::isCommitted, planner::settled);
    outbox.forgetOld(now, batch);
    tell(plan.held());
  }

  private void tell(Set<Hold> heldNow) {
    heldNow.stream()
        .filter(hold -> !holds.contains(hold))
        .forEach(hold -> metrics.held(hold.address().targetId(), hold.reason()));
    holds = heldNow;
    metrics.holding(heldNow);
    metrics.openAlerts(
        (int)
            memory.alerts().stream()
                .filter(entry -> !entry.history() && entry.notice().step().open())
                .count());
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
    intake.writeDown(batch);
    Set<Reader> changedRates = memory.takeChangedRates();
    movedRates.forEach(
        (key, reader) -> {
          batch.put(topics.log(), key, null);
          changedRates.add(reader);
        });
    movedRates.clear();
    for (Reader reader : changedRates) {
      batch.put(topics.log(), key(reader), LogJson.bytes(reader, memory.rate(reader)));
    }
  }

  private void handOver(Instant now, ConsumerGroupMetadata group) {
    NotifierLog.Batch batch = new NotifierLog.Batch();
    for (Delivery delivery : outbox.toOthersThan(couriers.keySet())) {
      outbox.giveUp(delivery, "the routing file has no such channel any more", now, batch);
    }
    // Here and not when it is planned: an attempt may fail after its alert's end was planned.
    outbox.dropOvertaken(memory, now, batch);
    for (Delivery delivery : outbox.due(now)) {
      couriers.get(delivery.targetId()).carry(delivery);
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
    redrives.close();
    log.close();
  }
}
