package dev.customerhealth.metrics;

import dev.customerhealth.domain.alerting.quality.QualityStep.Kind;
import dev.customerhealth.domain.alerting.quality.QualityStep.Worth;
import dev.customerhealth.notify.delivery.SeenStep;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How good alerts are, by rule, since the process began. Rules known at the start are there at
 * zero; of others only so many get a label of their own. Thread safe.
 */
final class QualityMeters {

  /** More rules than anybody writes; beyond it a broken source would fill Prometheus. */
  private static final int MOST_RULES = 200;

  private static final String OTHER = "other";

  private static final Duration[] BUCKETS = {
    Duration.ofMinutes(5),
    Duration.ofMinutes(30),
    Duration.ofHours(1),
    Duration.ofHours(4),
    Duration.ofHours(8),
    Duration.ofDays(1),
    Duration.ofDays(2),
    Duration.ofDays(7)
  };

  private final MeterRegistry registry;
  private final Map<String, RuleMeters> rules = new ConcurrentHashMap<>();

  QualityMeters(MeterRegistry registry, Collection<String> ruleIds) {
    this.registry = registry;
    ruleIds.forEach(this::know);
  }

  /** Has the figures of a rule begin at zero, unless they are there already. */
  void know(String ruleId) {
    rules.computeIfAbsent(label(ruleId), label -> new RuleMeters(registry, label));
  }

  void seen(SeenStep seen) {
    String ruleId = seen.step().ruleId();
    know(ruleId);
    rules.get(label(ruleId)).seen(seen);
  }

  private String label(String ruleId) {
    return rules.containsKey(ruleId) || rules.size() < MOST_RULES ? ruleId : OTHER;
  }

  /** The meters of one rule. */
  private static final class RuleMeters {
    private final Counter raised;
    private final Counter acknowledged;
    private final Counter byItself;
    private final Counter afterAcknowledgement;
    private final Counter withdrawn;
    private final Timer toAcknowledge;
    private final Map<Worth, Counter> judged = new EnumMap<>(Worth.class);

    RuleMeters(MeterRegistry registry, String rule) {
      this.raised = counter(registry, NotifierMeterNames.QUALITY_RAISED, rule, "Alerts raised");
      this.acknowledged =
          counter(
              registry,
              NotifierMeterNames.QUALITY_ACKNOWLEDGED,
              rule,
              "Alerts that a person did something about while they were open");
      this.byItself = resolved(registry, rule, "itself");
      this.afterAcknowledgement = resolved(registry, rule, "acknowledged");
      this.withdrawn = resolved(registry, rule, "withdrawal");
      this.toAcknowledge =
          Timer.builder(NotifierMeterNames.QUALITY_TIME)
              .description("From the beginning of an alert to the first thing a person did")
              .tag(MeterNames.RULE, rule)
              .serviceLevelObjectives(BUCKETS)
              .register(registry);
      for (Worth worth : Worth.values()) {
        judged.put(
            worth,
            Counter.builder(NotifierMeterNames.QUALITY_JUDGED)
                .description("What persons said alerts were worth")
                .tags(
                    MeterNames.RULE,
                    rule,
                    NotifierMeterNames.WORTH,
                    worth.name().toLowerCase(Locale.ROOT))
                .register(registry));
      }
    }

    private static Counter counter(
        MeterRegistry registry, String name, String rule, String description) {
      return Counter.builder(name)
          .description(description)
          .tag(MeterNames.RULE, rule)
          .register(registry);
    }

    private static Counter resolved(MeterRegistry registry, String rule, String after) {
      return Counter.builder(NotifierMeterNames.QUALITY_RESOLVED)
          .description(
              "Alerts that are over, by themselves, after a person did something, or by a"
                  + " withdrawal of the rule")
          .tags(MeterNames.RULE, rule, NotifierMeterNames.AFTER, after)
          .register(registry);
    }

    private Counter ended(SeenStep seen) {
      if (seen.withdrawn()) {
        return withdrawn;
      }
      return seen.resolvedByItself() ? byItself : afterAcknowledgement;
    }

    void seen(SeenStep seen) {
      if (seen.step().kind() == Kind.RAISED) {
        raised.increment();
      }
      if (seen.resolved()) {
        ended(seen).increment();
      }
      seen.timeToAcknowledge()
          .ifPresent(
              time -> {
                acknowledged.increment();
                toAcknowledge.record(time.isNegative() ? Duration.ZERO : time);
              });
      if (seen.step().worth() != null) {
        judged.get(seen.step().worth()).increment();
      }
    }
  }
}
