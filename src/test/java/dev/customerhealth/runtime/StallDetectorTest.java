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
  void a_task_that_stands_still_beside_one_that_gets_on_has_five_times_the_patience() {
    TopicPartition stuck = new TopicPartition("product-usage", 1);
    for (long second = 0; second < 300; second++) {
      long now = Duration.ofSeconds(second).toNanos();
      assertThat(detector.observe(two(second, stuck), now))
          .isEqualTo(second < 150 ? Duration.ZERO : Duration.ofSeconds(second));
      assertThat(detector.stalled(now)).isEmpty();
    }

    long now = Duration.ofMinutes(5).toNanos();
    detector.observe(two(300, stuck), now);
    assertThat(detector.stalled(now)).containsOnlyKeys(stuck);
  }

  @Test
  void a_task_that_stands_still_beside_one_that_has_nothing_to_do_has_no_more_patience() {
    TopicPartition stuck = new TopicPartition("product-usage", 1);
    Progress seen = new Progress(Map.of(PARTITION, 5L, stuck, 7L), 0, Map.of(stuck, 7L));
    detector.observe(seen, 0);

    long now = Duration.ofSeconds(60).toNanos();
    detector.observe(seen, now);
    assertThat(detector.stalled(now)).containsOnlyKeys(stuck);
  }

  @Test
  void half_of_the_patience_passes_before_a_standstill_is_told() {
    observe(5, 0, true, 0);

    assertThat(standstill(29)).isZero();
    assertThat(standstill(30)).isEqualTo(Duration.ofSeconds(30));
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
    long now = Duration.ofSeconds(second).toNanos();
    detector.observe(seen, now);
    return !detector.stalled(now).isEmpty();
  }

  private Duration standstill(long second) {
    Progress seen = new Progress(Map.of(PARTITION, 5L), 0, Map.of(PARTITION, 5L));
    return detector.observe(seen, Duration.ofSeconds(second).toNanos());
  }
}
