package dev.customerhealth.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;

/**
 * Which of Kafka's some three thousand meters are kept: those somebody looks at or alerts on. Many
 * of the others exist but stay at zero or NaN.
 */
final class KafkaMeterFilter implements MeterFilter {

  /**
   * Counts down below zero when files are closed; a counter below zero makes the whole scrape fail.
   */
  private static final String NEGATIVE = "kafka.stream.state.number.open.files";

  private static final String END_TO_END = "kafka.stream.processor.node.record.e2e.latency.";

  /** Latency is measured at every step; what leaves the stream is what people wait for. */
  private static final String LAST_STEPS = "produce-";

  /** Micrometer's names without {@code total} at the end. */
  private static final Set<String> KEPT =
      Set.of(
          "kafka.stream.alive.stream.threads",
          "kafka.stream.failed.stream.threads",
          "kafka.stream.state.updater.active.restoring.tasks",
          "kafka.stream.thread.commit",
          "kafka.stream.thread.commit.latency.avg",
          "kafka.stream.thread.commit.latency.max",
          "kafka.stream.thread.commit.ratio",
          "kafka.stream.thread.process",
          "kafka.stream.thread.process.latency.avg",
          "kafka.stream.thread.process.latency.max",
          "kafka.stream.thread.process.ratio",
          "kafka.stream.thread.poll.ratio",
          "kafka.stream.thread.task.created",
          "kafka.stream.thread.task.closed",
          "kafka.stream.topic.records.consumed",
          "kafka.stream.topic.records.produced",
          "kafka.stream.topic.bytes.consumed",
          "kafka.stream.topic.bytes.produced",
          "kafka.stream.task.dropped.records",
          "kafka.stream.state.block.cache.usage",
          "kafka.stream.state.block.cache.capacity",
          "kafka.stream.state.size.all.mem.tables",
          "kafka.stream.state.total.sst.files.size",
          "kafka.stream.state.estimate.num.keys",
          "kafka.stream.state.background.errors",
          "kafka.consumer.fetch.manager.records.lag",
          "kafka.consumer.fetch.manager.records.lag.max",
          "kafka.consumer.coordinator.rebalance",
          "kafka.consumer.coordinator.rebalance.latency.max",
          "kafka.consumer.coordinator.failed.rebalance",
          "kafka.producer.record.error",
          "kafka.producer.record.retry");

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return !id.getName().startsWith("kafka.") || kept(id)
        ? MeterFilterReply.NEUTRAL
        : MeterFilterReply.DENY;
  }

  private static boolean kept(Meter.Id id) {
    String name = id.getName();
    if (name.startsWith(NEGATIVE)) {
      return false;
    }
    if (name.startsWith(END_TO_END)) {
      String step = id.getTag("processor.node.id");
      return !name.endsWith("min") && step != null && step.startsWith(LAST_STEPS);
    }
    return KEPT.contains(withoutTotal(name));
  }

  private static String withoutTotal(String name) {
    return name.endsWith(".total") ? name.substring(0, name.length() - ".total".length()) : name;
  }
}
