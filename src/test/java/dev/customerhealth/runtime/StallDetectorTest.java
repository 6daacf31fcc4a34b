package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StallDetectorTest {

  private static final TopicPartition PARTITION = new TopicPartition("product-usage", 0);

  private final StallDetector detector = new StallDetector(Duration.ofSeconds(60));

  @Test
  void nothing_committed_while_records_wait_is_a_standstill_after_the_limit() {
    observe(5, 0, true, 0);

    assertThat(observe(5, 0, true, 59)).isFalse();
    assertThat(observe(5, 0, true, 60)).isTrue();
  }

  @Test
  void a_commit_begins_the_time_anew() {
    observe(5, 0, true, 0);
    observe(6, 0, true, 50);

    assertThat(observe(6, 0, true, 109)).isFalse();
    assertThat(observe(6, 0, true, 110)).isTrue();
  }

  @Test
  void a_long_restore_is_progress() {
    observe(5, 100, true, 0);
    observe(5, 200, true, 50);

    assertThat(observe(5, 200, true, 100)).isFalse();
  }

  @Test
  void quiet_topics_are_no_standstill() {
    observe(5, 0, false, 0);

    assertThat(observe(5, 0, false, 1000)).isFalse();
  }

  @Test
  void records_that_come_after_a_quiet_time_get_the_whole_limit() {
    observe(5, 0, false, 0);
    observe(5, 0, false, 1000);

    assertThat(observe(5, 0, true, 1050)).isFalse();
  }

  @Test
  void what_cannot_be_told_begins_the_time_anew() {
    observe(5, 0, true, 0);
    detector.forget();

    assertThat(observe(5, 0, true, 100)).isFalse();
  }

  private boolean observe(long committed, long restored, boolean waiting, long second) {
    Progress seen =
        new Progress(
            Map.of(PARTITION, committed),
            restored,
            waiting ? Map.of(PARTITION, committed) : Map.of());
    return detector.tooLong(detector.observe(seen, Duration.ofSeconds(second).toNanos()));
  }
}
