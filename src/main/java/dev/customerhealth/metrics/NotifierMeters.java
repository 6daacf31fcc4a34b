package dev.customerhealth.metrics;

import dev.customerhealth.notify.delivery.NotifierMetrics;
import dev.customerhealth.notify.delivery.SeenStep;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.planning.Hold;
import dev.customerhealth.notify.routing.Target;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * All meters of the notifier and their scrape. Labels are bounded: channels of the routing file,
 * one for those that are no longer in it, steps, reasons. Everything that may be counted is there
 * at zero in the beginning. Thread safe; close it with the process.
 */
public final class NotifierMeters implements NotifierMetrics, AutoCloseable {

  /** Label of channels that something is on its way to and that the file does not name any more. */
  private static final String GONE = "gone";

  private final ProcessMeters process = new ProcessMeters();
  private final Map<String, ChannelMeters> channels = new TreeMap<>();
  private final ChannelMeters gone;
  private final QualityMeters quality;
  private final Map<Step, Counter> alerts = new EnumMap<>(Step.class);
  private final Counter history;
  private final Counter unreadable;
  private final Counter logUnreadable;
  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicInteger openAlerts = new AtomicInteger();
  private KafkaClientMetrics consumer;

  /**
   * Registers everything at zero.
   *
   * @param targets channels of the routing file
   * @param ruleIds alert rules of the installation
   */
  public NotifierMeters(Collection<Target> targets, Collection<String> ruleIds) {
    MeterRegistry registry = process.registry();
    for (Target target : targets) {
      channels.put(target.id(), new ChannelMeters(registry, target.id(), target.kind().word()));
    }
    this.quality = new QualityMeters(registry, ruleIds);
    this.gone = new ChannelMeters(registry, GONE, GONE);
    for (Step step : Step.values()) {
      alerts.put(
          step,
          Counter.builder(NotifierMeterNames.ALERTS)
              .description("Steps of alerts read")
              .tag(MeterNames.STEP, step.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    this.history =
        Counter.builder(NotifierMeterNames.HISTORY)
            .description("Steps of alerts that belong to history being loaded and are not told")
            .register(registry);
    this.unreadable =
        Counter.builder(NotifierMeterNames.UNREADABLE)
            .description("Records that are no alert; they are in the dead letters")
            .register(registry);
    this.logUnreadable =
        Counter.builder(NotifierMeterNames.LOG_UNREADABLE)
            .description("Records of the notifier's own topics that were passed over")
            .register(registry);
    Gauge.builder(NotifierMeterNames.AT_WORK, atWork, AtomicInteger::get)
        .description("1 when this instance is the one at work, 0 when it stands by")
        .register(registry);
    Gauge.builder(NotifierMeterNames.OPEN_ALERTS, openAlerts, AtomicInteger::get)
        .description("Alerts known to this instance that are not over")
        .register(registry);
  }

  /** Everything in Prometheus' text form. */
  public String scrape() {
    return process.scrape();
  }

  /** Has figures of more rules begin at zero; what is there already stays as it is. */
  public void knowRules(Collection<String> ruleIds) {
    ruleIds.forEach(quality::know);
  }

  private ChannelMeters channel(String targetId) {
    return channels.getOrDefault(targetId, gone);
  }

  @Override
  public synchronized void began(Consumer<?, ?> made) {
    consumer = new KafkaClientMetrics(made);
    consumer.bindTo(process.registry());
  }

  @Override
  public synchronized void ended() {
    if (consumer != null) {
      consumer.close();
      consumer = null;
    }
  }

  @Override
  public void atWork(boolean now) {
    atWork.set(now ? 1 : 0);
    if (!now) {
      // What it had before it is another's now.
      onTheirWay(List.of());
      holding(List.of());
      openAlerts(0);
    }
  }

  @Override
  public void alertRead(Step step, boolean isHistory) {
    alerts.get(step).increment();
    if (isHistory) {
      history.increment();
    }
  }

  @Override
  public void alertStep(SeenStep step) {
    quality.seen(step);
  }

  @Override
  public void alertUnreadable() {
    unreadable.increment();
  }

  @Override
  public void logUnreadable() {
    logUnreadable.increment();
  }

  @Override
  public void delivered(String targetId, Duration sincePlanned, List<Duration> sinceAlerts) {
    channel(targetId).delivered(sincePlanned, sinceAlerts);
  }

  @Override
  public void attemptFailed(String targetId) {
    channel(targetId).count(ChannelMeters.Event.FAILED);
  }

  @Override
  public void retried(String targetId) {
    channel(targetId).count(ChannelMeters.Event.RETRIED);
  }

  @Override
  public void deadLettered(String targetId) {
    channel(targetId).count(ChannelMeters.Event.DEAD_LETTERED);
  }

  @Override
  public void overtaken(String targetId) {
    channel(targetId).count(ChannelMeters.Event.OVERTAKEN);
  }

  @Override
  public void redriven(String targetId) {
    channel(targetId).count(ChannelMeters.Event.REDRIVEN);
  }

  @Override
  public void onTheirWay(Collection<Load> loads) {
    Map<String, Load> byTarget = new HashMap<>();
    int goneQueued = 0;
    int goneWaiting = 0;
    for (Load load : loads) {
      if (channels.containsKey(load.targetId())) {
        byTarget.put(load.targetId(), load);
      } else {
        goneQueued += load.queued();
        goneWaiting += load.waiting();
      }
    }
    channels.forEach((id, meters) -> meters.load(byTarget.getOrDefault(id, new Load(id, 0, 0))));
    gone.load(new Load(GONE, goneQueued, goneWaiting));
  }

  @Override
  public void held(String targetId, Hold.Reason reason) {
    channel(targetId).held(reason);
  }

  @Override
  public void holding(Collection<Hold> holds) {
    Map<String, Map<Hold.Reason, Integer>> counts = new HashMap<>();
    for (Hold hold : holds) {
      counts
          .computeIfAbsent(hold.address().targetId(), unused -> new EnumMap<>(Hold.Reason.class))
          .merge(hold.reason(), 1, Integer::sum);
    }
    channels.forEach((id, meters) -> meters.holding(counts.getOrDefault(id, Map.of())));
  }

  @Override
  public void openAlerts(int count) {
    openAlerts.set(count);
  }

  @Override
  public synchronized void close() {
    ended();
    process.close();
  }
}
