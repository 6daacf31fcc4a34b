package dev.customerhealth.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;

/**
 * Which of Kafka's some three thousand meters are kept: those somebody looks at or alerts on. Many
 * of the others exist but stay at zero or NaN.
 */
final class KafkaMeterFilter implements MeterFilter {

  /**
   * Counts down below zero when files are closed; a counter below zero makes the whole scrape fail.
   */
  private static final String NEGATIVE = "kafka.stream.state.number.open.files";

  private static final List<String> KEPT =
      List.of(
          "kafka.stream.alive.stream.threads",
          "kafka.stream.failed.stream.threads",
          "kafka.stream.state.updater.active.restoring.tasks",
          "kafka.stream.thread.commit",
          "kafka.stream.thread.process",
          "kafka.stream.thread.poll",
          "kafka.stream.thread.blocked.time",
          "kafka.stream.thread.task",
          "kafka.stream.topic.records",
          "kafka.stream.topic.bytes",
          "kafka.stream.task.dropped.records",
          "kafka.stream.processor.node.record.e2e.latency",
          "kafka.stream.state.block.cache.usage",
          "kafka.stream.state.block.cache.capacity",
          "kafka.stream.state.size.all.mem.tables",
          "kafka.stream.state.total.sst.files.size",
          "kafka.stream.state.estimate.num.keys",
          "kafka.stream.state.background.errors",
          "kafka.consumer.fetch.manager.records.lag",
          "kafka.consumer.fetch.manager.records.consumed",
          "kafka.consumer.coordinator.rebalance",
          "kafka.consumer.coordinator.failed.rebalance",
          "kafka.producer.txn.commit.time",
          "kafka.producer.record.error",
          "kafka.producer.record.retry");

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    String name = id.getName();
    if (!name.startsWith("kafka.")) {
      return MeterFilterReply.NEUTRAL;
    }
    return !name.startsWith(NEGATIVE) && KEPT.stream().anyMatch(name::startsWith)
        ? MeterFilterReply.NEUTRAL
        : MeterFilterReply.DENY;
  }
}
