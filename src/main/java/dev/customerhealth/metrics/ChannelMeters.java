package dev.customerhealth.metrics;

import dev.customerhealth.notify.delivery.NotifierMetrics.Load;
import dev.customerhealth.notify.planning.Hold;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of one channel of the notifier, at zero in the beginning. Thread safe. */
final class ChannelMeters {

  /** From a machine that answers at once to a person left alone over a weekend. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(30),
    Duration.ofHours(2),
    Duration.ofHours(8),
    Duration.ofDays(1),
    Duration.ofDays(3)
  };

  /** What is only counted. */
  enum Event {
    FAILED(NotifierMeterNames.FAILED, "Attempts that failed"),
    RETRIED(NotifierMeterNames.RETRIED, "Notifications put off to another attempt"),
    DEAD_LETTERED(NotifierMeterNames.DEAD_LETTERS, "Notifications given up"),
    OVERTAKEN(
        NotifierMeterNames.OVERTAKEN,
        "Notifications dropped because something later was told of their alerts"),
    REDRIVEN(NotifierMeterNames.REDRIVEN, "Dead letters that somebody had tried again");

    private final String meter;
    private final String description;

    Event(String meter, String description) {
      this.meter = meter;
      this.description = description;
    }
  }

  private final Counter sent;
  private final Timer delivery;
  private final Timer latency;
  private final Map<Event, Counter> events = new EnumMap<>(Event.class);
  private final Map<Hold.Reason, Counter> held = new EnumMap<>(Hold.Reason.class);
  private final Map<Hold.Reason, AtomicInteger> holding = new EnumMap<>(Hold.Reason.class);
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Registers everything.
   *
   * @param targetId the channel, as the routing file names it
   * @param kind what it is, for instance {@code slack}
   */
  ChannelMeters(MeterRegistry registry, String targetId, String kind) {
    Tags tags = Tags.of(NotifierMeterNames.TARGET, targetId, NotifierMeterNames.CHANNEL, kind);
    this.sent = counter(registry, NotifierMeterNames.SENT, "Notifications delivered", tags);
    this.delivery =
        timer(
            registry,
            NotifierMeterNames.DELIVERY,
            "From the decision to tell to the delivery, retries included",
            tags);
    this.latency =
        timer(
            registry,
            NotifierMeterNames.LATENCY,
            "From the business time of an alert's step to its delivery, wanted waits included",
            tags);
    for (Event event : Event.values()) {
      events.put(event, counter(registry, event.meter, event.description, tags));
    }
    for (Hold.Reason reason : Hold.Reason.values()) {
      Tags with = tags.and(MeterNames.REASON, reason.name().toLowerCase(Locale.ROOT));
      held.put(
          reason,
          counter(registry, NotifierMeterNames.HELD, "Alerts that began to be held back", with));
      AtomicInteger now = new AtomicInteger();
      holding.put(reason, now);
      gauge(registry, NotifierMeterNames.HOLDING, "Alerts held back now", with, now);
    }
    gauge(
        registry,
        NotifierMeterNames.QUEUE,
        "Notifications that are planned and not delivered",
        tags,
        queued);
    gauge(
        registry,
        NotifierMeterNames.WAITING,
        "Notifications that failed and wait for another attempt",
        tags,
        waiting);
  }

  private static Counter counter(MeterRegistry registry, String name, String what, Tags tags) {
    return Counter.builder(name).description(what).tags(tags).register(registry);
  }

  private static Timer timer(MeterRegistry registry, String name, String what, Tags tags) {
    return Timer.builder(name)
        .description(what)
        .tags(tags)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private static void gauge(
      MeterRegistry registry, String name, String what, Tags tags, AtomicInteger value) {
    Gauge.builder(name, value, AtomicInteger::get).description(what).tags(tags).register(registry);
  }

  void delivered(Duration sincePlanned, List<Duration> sinceAlerts) {
    sent.increment();
    delivery.record(notNegative(sincePlanned));
    sinceAlerts.forEach(since -> latency.record(notNegative(since)));
  }

  /** An alert may be stamped a little ahead of our clock. */
  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  void count(Event event) {
    events.get(event).increment();
  }

  void held(Hold.Reason reason) {
    held.get(reason).increment();
  }

  void holding(Map<Hold.Reason, Integer> counts) {
    holding.forEach((reason, value) -> value.set(counts.getOrDefault(reason, 0)));
  }

  void load(Load load) {
    queued.set(load.queued());
    waiting.set(load.waiting());
  }
}
