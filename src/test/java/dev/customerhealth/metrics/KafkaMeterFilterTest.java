package dev.customerhealth.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilterReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was found of Kafka's numbers in the versions we use: each once broke a dashboard. */
class KafkaMeterFilterTest {

  private final KafkaMeterFilter filter = new KafkaMeterFilter();

  @ParameterizedTest
  @CsvSource({
    "kafka.stream.state.number.open.files, counts below zero and takes the whole page down",
    "kafka.stream.state.number.open.files.total, the same under its other name",
    "kafka.stream.task.process, stays at zero",
    "kafka.stream.task.process.total, stays at zero",
    "kafka.stream.state.get.latency.avg, is no number at the level INFO",
    "kafka.stream.state.put.rate, stays at zero at the level INFO",
    "kafka.stream.state.block.cache.data.hit.ratio, is no number",
    "kafka.stream.state.updater.restore.remaining.records, never returns to zero",
    "kafka.stream.task.restore.remaining.records.total, never returns to zero",
    "kafka.stream.processor.node.process.total, one series for every step",
    "kafka.admin.client.request.total, nobody looks at it",
    "kafka.app.info.start.time.ms, changes with every start"
  })
  void what_lies_or_nobody_looks_at_is_left_out(String name, String why) {
    assertThat(reply(name, Tags.empty())).as(why).isEqualTo(MeterFilterReply.DENY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.stream.thread.process.ratio",
        "kafka.stream.thread.commit.total",
        "kafka.stream.topic.records.consumed.total",
        "kafka.stream.state.updater.active.restoring.tasks",
        "kafka.stream.state.block.cache.usage",
        "kafka.stream.failed.stream.threads",
        "kafka.consumer.fetch.manager.records.lag",
        "customer.health.records",
        "jvm.memory.used"
      })
  void what_dashboards_and_alerts_look_at_is_kept(String name) {
    assertThat(reply(name, Tags.empty())).isEqualTo(MeterFilterReply.NEUTRAL);
  }

  @ParameterizedTest
  @CsvSource({
    "produce-health-scores, kafka.stream.processor.node.record.e2e.latency.avg, NEUTRAL",
    "assess-account, kafka.stream.processor.node.record.e2e.latency.avg, DENY",
    "produce-health-scores, kafka.stream.processor.node.record.e2e.latency.min, DENY"
  })
  void the_way_through_the_stream_is_measured_where_it_ends(
      String step, String name, MeterFilterReply reply) {
    assertThat(reply(name, Tags.of("processor.node.id", step))).isEqualTo(reply);
  }

  private MeterFilterReply reply(String name, Tags tags) {
    return filter.accept(new Meter.Id(name, tags, null, null, Meter.Type.GAUGE));
  }
}
