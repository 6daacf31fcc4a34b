package dev.customerhealth.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The numbers of one life of Kafka Streams as meters. Kafka makes many of them only when something
 * happens, so they are looked up again and again, by a thread that ends with them.
 */
final class KafkaMeters implements AutoCloseable {

  /** Micrometer's own minute would leave dashboards empty for as long after a start. */
  private static final Duration LOOKED_UP_EVERY = Duration.ofSeconds(10);

  private final KafkaStreamsMetrics metrics;
  private final ScheduledExecutorService thread;

  private KafkaMeters(KafkaStreamsMetrics metrics, ScheduledExecutorService thread) {
    this.metrics = metrics;
    this.thread = thread;
  }

  /** Shows them in a registry from now on. */
  static KafkaMeters of(KafkaStreams streams, MeterRegistry registry) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread named = new Thread(task, "kafka-meters");
              named.setDaemon(true);
              return named;
            });
    KafkaStreamsMetrics metrics =
        new KafkaStreamsMetrics(streams, List.of(), thread, LOOKED_UP_EVERY);
    metrics.bindTo(registry);
    return new KafkaMeters(metrics, thread);
  }

  /** The thread first: it would show again what is taken away. */
  @Override
  public void close() {
    thread.shutdownNow();
    metrics.close();
  }
}
