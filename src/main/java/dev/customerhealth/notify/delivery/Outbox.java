package dev.customerhealth.notify.delivery;

import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.notify.channel.Outcome;
import dev.customerhealth.notify.planning.Memory;
import dev.customerhealth.notify.planning.Plan.Planned;
import dev.customerhealth.notify.routing.RetryPlan;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifications between being planned and being delivered or given up. What changes goes into a
 * batch, so that it is written down together with everything else. Belongs to one thread.
 */
final class Outbox {

  static final String PREFIX = "delivery/";
  static final String DELIVERED = "delivered/";
  private static final Duration KEPT = Duration.ofDays(7);
  private static final double GROWTH = 2;
  private static final double SPREAD = 0.2;
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  private final NotifierTopics topics;
  private final RetryPlan plan;
  private final Lanes lanes;
  private final NotifierMetrics metrics;
  private final IntervalFunction pauses;
  private final Map<String, Delivery> underWay = new LinkedHashMap<>();
  private final Untried untried = new Untried();
  private final Set<String> inHand = new HashSet<>();
  private final Map<String, Instant> delivered = new LinkedHashMap<>();

  Outbox(NotifierTopics topics, RetryPlan plan, Lanes lanes, NotifierMetrics metrics) {
    this.topics = topics;
    this.plan = plan;
    this.lanes = lanes;
    this.metrics = metrics;
    this.pauses =
        IntervalFunction.ofExponentialRandomBackoff(
            plan.first(), GROWTH, SPREAD, max(plan.first(), plan.longest()));
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Key of a delivery in the log while it waits for its first attempt. */
  static String key(String id) {
    return PREFIX + id;
  }

  /** Key of a delivery in the log after it was delivered. */
  static String deliveredKey(String id) {
    return DELIVERED + id;
  }

  /** Whether a key of the log belongs here; if so, it is put back. */
  boolean restore(String key, byte[] value) {
    if (key.startsWith(PREFIX)) {
      restore(LogJson.delivery(value));
      return true;
    }
    if (key.startsWith(DELIVERED)) {
      delivered.put(key.substring(DELIVERED.length()), LogJson.deliveredAt(value));
      return true;
    }
    return false;
  }

  /**
   * Puts a delivery back that was on its way. Where it leads may have asked for patience before
   * this process began: that holds for everything that leads there.
   */
  void restore(Delivery delivery) {
    underWay.put(delivery.id(), delivery);
    if (delivery.leftAloneUntil() != null) {
      lanes.leaveAlone(delivery.targetId(), delivery.leftAloneUntil());
    }
  }

  /** Takes a new notification in; it is written down before anybody is told. */
  void add(Planned planned, NotifierLog.Batch batch) {
    Delivery delivery = Delivery.planned(planned.notification());
    underWay.put(delivery.id(), delivery);
    untried.add(planned);
    batch.put(topics.log(), key(delivery.id()), LogJson.bytes(delivery));
  }

  /**
   * Puts a dead letter back on its way, under the id it had. Does nothing when it is on its way
   * already or was delivered.
   */
  void redrive(Delivery delivery, NotifierLog.Batch batch) {
    if (underWay.containsKey(delivery.id()) || delivered.containsKey(delivery.id())) {
      return;
    }
    underWay.put(delivery.id(), delivery);
    batch.put(topics.retries(), delivery.id(), LogJson.bytes(delivery));
    metrics.redriven(delivery.targetId());
    log.info("tried again as asked: id={} target={}", delivery.id(), delivery.targetId());
  }

  /** What is on its way to a channel that is none of these, whenever it would be due. */
  List<Delivery> toOthersThan(Set<String> targetIds) {
    return underWay.values().stream()
        .filter(delivery -> !targetIds.contains(delivery.targetId()))
        .toList();
  }

  /**
   * What can be attempted now, only a few for each channel: what waits here can still be taken
   * back. It is in hand until {@link #settle} is told what came of it.
   */
  List<Delivery> due(Instant now) {
    Map<String, Integer> inHandOf = new HashMap<>();
    inHand.forEach(id -> inHandOf.merge(underWay.get(id).targetId(), 1, Integer::sum));
    List<Delivery> due = new ArrayList<>();
    for (Delivery delivery : underWay.values()) {
      String target = delivery.targetId();
      boolean room = inHandOf.getOrDefault(target, 0) < lanes.mostInHand(target);
      boolean blocked = !room || lanes.leftAlone(target, now);
      if (!blocked && !delivery.notBefore().isAfter(now) && inHand.add(delivery.id())) {
        inHandOf.merge(target, 1, Integer::sum);
        due.add(delivery);
      }
    }
    return due;
  }

  /**
   * Takes out of what nobody was told yet what is not so any more, and has the memory forget that
   * it was told: a beginning then goes together with its end. To be asked before it is planned what
   * is due.
   */
  void takeBack(Memory memory, NotifierLog.Batch batch) {
    for (String id : untried.ids()) {
      if (inHand.contains(id)) {
        continue;
      }
      Delivery delivery = underWay.get(id);
      Delivery still = untried.stillSo(delivery, memory);
      if (still.notification().told().isEmpty()) {
        done(delivery, batch);
        metrics.overtaken(delivery.targetId());
        log.info("over before it was told: id={} target={}", id, delivery.targetId());
      } else if (!still.equals(delivery)) {
        underWay.put(id, still);
        batch.put(topics.log(), key(id), LogJson.bytes(still));
      }
    }
  }

  /** Takes in what came of an attempt. */
  void settle(Courier.Result result, Instant now, NotifierLog.Batch batch) {
    Delivery delivery = result.delivery();
    if (!inHand.remove(delivery.id())) {
      return;
    }
    Outcome outcome = result.outcome();
    if (!(outcome instanceof Outcome.NotTried)) {
      untried.remove(delivery.id());
    }
    if (outcome instanceof Outcome.Delivered) {
      done(delivery, batch);
      delivered.put(delivery.id(), now);
      metrics.delivered(
          delivery.targetId(),
          Duration.between(delivery.notification().plannedAt(), now),
          delivery.sinceAlerts(now));
      batch.put(topics.log(), deliveredKey(delivery.id()), LogJson.delivered(delivery, now));
      noteIfRedriven(delivery, DeadLetters.State.DELIVERED, now, batch);
    } else if (outcome instanceof Outcome.TryLater later) {
      metrics.attemptFailed(delivery.targetId());
      if (delivery.attempts() + 1 >= plan.attempts()) {
        giveUp(delivery.failed(later.reason(), now), later.reason(), now, batch);
      } else {
        tryAgain(delivery, later, now, batch);
      }
    } else if (outcome instanceof Outcome.Refused refused) {
      metrics.attemptFailed(delivery.targetId());
      giveUp(delivery.failed(refused.reason(), now), refused.reason(), now, batch);
    }
  }

  /** What became of a dead letter has to be found beside it as long as it is kept. */
  private void noteIfRedriven(
      Delivery delivery, DeadLetters.State state, Instant now, NotifierLog.Batch batch) {
    if (delivery.redriven()) {
      batch.put(topics.deadLetters(), delivery.id(), LogJson.became(delivery, state.name(), now));
    }
  }

  private void tryAgain(
      Delivery delivery, Outcome.TryLater later, Instant now, NotifierLog.Batch batch) {
    Instant again = now.plusMillis(pauses.apply(delivery.attempts() + 1));
    Instant asked = later.after().map(now::plus).orElse(null);
    if (asked != null) {
      again = asked.isAfter(again) ? asked : again;
    }
    Delivery next = delivery.failed(later.reason(), again, asked);
    metrics.retried(next.targetId());
    underWay.put(next.id(), next);
    batch.put(topics.retries(), next.id(), LogJson.bytes(next));
    if (delivery.attempts() == 0) {
      batch.put(topics.log(), key(next.id()), null);
    }
    log.warn(
        "not delivered, tried again: id={} target={} attempts={} reason={} at={}",
        next.id(),
        next.targetId(),
        next.attempts(),
        later.reason(),
        again);
  }

  /** Gives a delivery up; it goes to the dead letters with the reason. */
  void giveUp(Delivery delivery, String reason, Instant now, NotifierLog.Batch batch) {
    done(delivery, batch);
    metrics.deadLettered(delivery.targetId());
    batch.put(topics.deadLetters(), delivery.id(), LogJson.deadLetter(delivery, reason, now));
    log.error(
        "given up: id={} target={} attempts={} reason={}",
        delivery.id(),
        delivery.targetId(),
        delivery.attempts(),
        reason);
  }

  private void done(Delivery delivery, NotifierLog.Batch batch) {
    underWay.remove(delivery.id());
    inHand.remove(delivery.id());
    untried.remove(delivery.id());
    batch.put(topics.log(), key(delivery.id()), null);
    batch.put(topics.retries(), delivery.id(), null);
  }

  /** Drops what something later was told of, and what repeats what is on its way itself. */
  void dropOvertaken(Memory memory, Instant now, NotifierLog.Batch batch) {
    Overtaken.Repeats repeats = Overtaken.repeats(underWay.values());
    List<Delivery> overtaken =
        underWay.values().stream()
            .filter(delivery -> !inHand.contains(delivery.id()))
            .filter(
                delivery ->
                    Overtaken.bySomethingLater(delivery.notification(), memory)
                        || repeats.only(delivery))
            .toList();
    for (Delivery delivery : overtaken) {
      done(delivery, batch);
      metrics.overtaken(delivery.targetId());
      noteIfRedriven(delivery, DeadLetters.State.OVERTAKEN, now, batch);
      log.info("overtaken: id={} target={}", delivery.id(), delivery.targetId());
    }
  }

  /** Forgets deliveries of long ago. */
  void forgetOld(Instant now, NotifierLog.Batch batch) {
    Iterator<Map.Entry<String, Instant>> entries = delivered.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Instant> entry = entries.next();
      if (entry.getValue().plus(KEPT).isBefore(now)) {
        entries.remove();
        batch.put(topics.log(), deliveredKey(entry.getKey()), null);
      }
    }
  }

  /** What each channel has before it. */
  Collection<NotifierMetrics.Load> loads() {
    Map<String, NotifierMetrics.Load> loads = new TreeMap<>();
    for (Delivery delivery : underWay.values()) {
      loads.merge(
          delivery.targetId(),
          new NotifierMetrics.Load(delivery.targetId(), 1, delivery.attempts() > 0 ? 1 : 0),
          Outbox::sum);
    }
    return loads.values();
  }

  private static NotifierMetrics.Load sum(NotifierMetrics.Load one, NotifierMetrics.Load other) {
    return new NotifierMetrics.Load(
        one.targetId(), one.queued() + other.queued(), one.waiting() + other.waiting());
  }
}
