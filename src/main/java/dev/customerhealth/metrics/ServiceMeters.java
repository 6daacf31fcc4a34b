package dev.customerhealth.metrics;

import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.runtime.StreamsObserver;
import dev.customerhealth.topology.ScoringMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.KafkaStreams;

/** All meters of the service and their scrape. Thread safe; close it with the process. */
public final class ServiceMeters implements StreamsObserver, AutoCloseable {

  private final ProcessMeters process = new ProcessMeters();
  private final PrometheusMeterRegistry registry = process.registry();
  private final MicrometerScoringMetrics scoring;
  private final AtomicInteger heldBackPartitions = new AtomicInteger();
  private final AtomicLong heldBackMillis = new AtomicLong();
  private final Map<KafkaStreams, KafkaMeters> bound = new HashMap<>();

  /** Registers the scoring's meters at zero beside the process's. */
  public ServiceMeters(Topics topics, HealthPolicy policy) {
    Gauge.builder(MeterNames.TIME_HELD_BACK, heldBackPartitions, AtomicInteger::get)
        .description("Partitions not told the time because older records wait")
        .register(registry);
    TimeGauge.builder(
            MeterNames.TIME_HELD_BACK_LONGEST,
            heldBackMillis,
            TimeUnit.MILLISECONDS,
            AtomicLong::get)
        .description("How long that has lasted in the partition that waits longest")
        .register(registry);
    this.scoring = new MicrometerScoringMetrics(registry, topics, policy);
  }

  /**
   * Shows how much room is left where the state lies: the service stops when there is none.
   *
   * @param stateDirectory need not be there yet
   */
  public void watchDisk(Path stateDirectory) {
    new DiskSpaceMetrics(stateDirectory.toFile()).bindTo(registry);
  }

  /** The port the topology reports to. */
  public ScoringMetrics scoring() {
    return scoring;
  }

  /** Everything in Prometheus' text form. */
  public String scrape() {
    scoring.refresh();
    return process.scrape();
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  @Override
  public synchronized void starting(KafkaStreams streams) {
    bound.put(streams, KafkaMeters.of(streams, registry));
  }

  /** Lets go, or the meters of the ended streams would be scraped for ever. */
  @Override
  public synchronized void ending(KafkaStreams streams) {
    KafkaMeters meters = bound.remove(streams);
    if (meters != null) {
      meters.close();
    }
    timeHeldBack(0, Duration.ZERO);
  }

  @Override
  public void timeHeldBack(int partitions, Duration longest) {
    heldBackPartitions.set(partitions);
    heldBackMillis.set(longest.toMillis());
  }

  @Override
  public synchronized void close() {
    bound.values().forEach(KafkaMeters::close);
    bound.clear();
    process.close();
  }
}
