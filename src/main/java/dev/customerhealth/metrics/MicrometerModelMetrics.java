package dev.customerhealth.metrics;

import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.AlertState;
import dev.customerhealth.topology.ModelMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The numbers of models as meters. */
final class MicrometerModelMetrics implements ModelMetrics {

  private static final List<String> KINDS =
      List.of("MODEL", "SHADOW", "SHADOW_ENDED", "SELECTION", "PEERS", "ALERT_RULES");

  private final MeterRegistry registry;
  private final AtomicInteger peersVersion = new AtomicInteger();
  private final Map<String, AtomicInteger> versions = new ConcurrentHashMap<>();

  /** Registers what may be refused at zero. */
  MicrometerModelMetrics(MeterRegistry registry) {
    this.registry = registry;
    KINDS.forEach(this::refusals);
    KINDS.forEach(this::late);
    Gauge.builder(MeterNames.PEERS_VERSION, peersVersion, AtomicInteger::get)
        .description("Version of the table of peers that a partition was last switched to; 0: none")
        .register(registry);
  }

  @Override
  public void refused(String kind) {
    refusals(kind).increment();
  }

  private Counter refusals(String kind) {
    return Counter.builder(MeterNames.MODELS_REFUSED)
        .description("Published models that could not be used, once per partition")
        .tag(MeterNames.KIND, kind.toLowerCase(Locale.ROOT))
        .register(registry);
  }

  @Override
  public void cameLate(String kind) {
    late(kind).increment();
  }

  private Counter late(String kind) {
    return Counter.builder(MeterNames.MODELS_LATE)
        .description("Published models that came after their time, once per partition")
        .tag(MeterNames.KIND, kind.toLowerCase(Locale.ROOT))
        .register(registry);
  }

  @Override
  public void inForce(String modelId, int version) {
    versions
        .computeIfAbsent(
            modelId,
            id -> {
              AtomicInteger value = new AtomicInteger();
              Gauge.builder(MeterNames.MODEL_VERSION, value, AtomicInteger::get)
                  .description("Version of a model that a partition was last switched to")
                  .tag(MeterNames.MODEL, id)
                  .register(registry);
              return value;
            })
        .set(version);
  }

  @Override
  public void peersInForce(int version) {
    peersVersion.set(version);
  }

  @Override
  public void shadowComing(String modelId, List<String> ruleIds) {
    for (String ruleId : ruleIds) {
      for (AlertState step : AlertState.values()) {
        shadowAlerts(modelId, ruleId, step);
      }
    }
  }

  @Override
  public void shadowAlert(String modelId, Alert alert) {
    shadowAlerts(modelId, alert.ruleId(), alert.state()).increment();
  }

  private Counter shadowAlerts(String modelId, String ruleId, AlertState step) {
    return Counter.builder(MeterNames.SHADOW_ALERTS)
        .description("Alerts that a shadow model would have raised and resolved")
        .tags(
            MeterNames.MODEL,
            modelId,
            MeterNames.RULE,
            ruleId,
            MeterNames.STEP,
            step.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }
}
