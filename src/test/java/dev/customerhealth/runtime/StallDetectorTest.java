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

  @Test
  void a_task_that_stands_still_is_seen_beside_one_that_gets_on() {
    TopicPartition stuck = new TopicPartition("product-usage", 1);
    for (long second = 0; second < 60; second++) {
      detector.observe(two(second, stuck), Duration.ofSeconds(second).toNanos());
    }

    long now = Duration.ofSeconds(60).toNanos();
    assertThat(detector.tooLong(detector.observe(two(60, stuck), now))).isTrue();
    assertThat(detector.stalled(now)).containsOnlyKeys(stuck);
  }

  @Test
  void a_topic_that_waits_its_turn_is_no_standstill_of_its_task() {
    TopicPartition waitsItsTurn = new TopicPartition("support-tickets", 0);
    for (long second = 0; second <= 100; second++) {
      Duration standstill =
          detector.observe(two(second, waitsItsTurn), Duration.ofSeconds(second).toNanos());
      assertThat(standstill).isZero();
    }
  }

  /** One partition that gets on with every second, and another that does not. */
  private static Progress two(long second, TopicPartition other) {
    return new Progress(
        Map.of(PARTITION, second, other, 7L), 0, Map.of(PARTITION, second, other, 7L));
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
