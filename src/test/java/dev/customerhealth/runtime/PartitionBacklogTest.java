package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionBacklogTest {

  private static final TopicPartition USAGE = new TopicPartition("product-usage", 3);
  private static final TopicPartition TICKETS = new TopicPartition("support-tickets", 3);

  private final PartitionBacklog backlog = new PartitionBacklog(3);
  private long nanos;

  @Test
  void with_nothing_there_time_goes_on_at_once() {
    look(Map.of(), Map.of(USAGE, 0L, TICKETS, 0L));

    assertThat(backlog.workedOff()).isTrue();
    assertThat(backlog.heldBack(nanos)).isZero();
  }

  @Test
  void with_everything_committed_time_goes_on_at_once() {
    look(Map.of(USAGE, 100L, TICKETS, 7L), Map.of(USAGE, 100L, TICKETS, 7L));

    assertThat(backlog.workedOff()).isTrue();
  }

  @Test
  void what_waits_in_any_input_holds_time_back() {
    look(Map.of(USAGE, 100L, TICKETS, 6L), Map.of(USAGE, 100L, TICKETS, 7L));

    assertThat(backlog.workedOff()).isFalse();
    assertThat(backlog.waiting()).containsOnly(Map.entry(TICKETS, 6L));
  }

  @Test
  void an_input_nobody_has_committed_waits_from_its_beginning() {
    look(Map.of(), Map.of(USAGE, 5L));

    assertThat(backlog.waiting()).containsOnly(Map.entry(USAGE, 0L));
  }

  @Test
  void records_that_arrive_while_the_backlog_is_worked_off_do_not_hold_time_back() {
    look(Map.of(USAGE, 0L), Map.of(USAGE, 100L));
    look(Map.of(USAGE, 99L), Map.of(USAGE, 150L));
    assertThat(backlog.workedOff()).isFalse();

    look(Map.of(USAGE, 100L), Map.of(USAGE, 200L));

    assertThat(backlog.workedOff()).isTrue();
  }

  @Test
  void a_steady_stream_is_held_to_what_it_held_one_look_ago() {
    look(Map.of(USAGE, 100L), Map.of(USAGE, 100L));
    look(Map.of(USAGE, 150L), Map.of(USAGE, 160L));
    assertThat(backlog.workedOff()).isTrue();

    look(Map.of(USAGE, 159L), Map.of(USAGE, 220L));

    assertThat(backlog.workedOff()).isFalse();
  }

  @Test
  void a_partition_that_always_lags_is_told_the_time_again_and_again() {
    int told = 0;
    long end = 1_000;
    for (long committed = 0; committed < 10_000; committed += 100) {
      look(Map.of(USAGE, committed), Map.of(USAGE, end));
      told += backlog.workedOff() ? 1 : 0;
      end = committed + 1_000;
    }

    assertThat(told).isBetween(8, 11);
  }

  @Test
  void it_says_how_long_time_has_been_held_back() {
    look(Map.of(), Map.of(USAGE, 5L));
    nanos += Duration.ofSeconds(90).toNanos();
    look(Map.of(USAGE, 1L), Map.of(USAGE, 9L));
    assertThat(backlog.heldBack(nanos)).isEqualTo(Duration.ofSeconds(90));

    look(Map.of(USAGE, 5L), Map.of(USAGE, 9L));

    assertThat(backlog.heldBack(nanos)).isZero();
  }

  @Test
  void what_moves_is_not_in_doubt() {
    look(Map.of(USAGE, 1L), Map.of(USAGE, 5L));
    look(Map.of(USAGE, 2L), Map.of(USAGE, 5L));

    assertThat(backlog.doubtful()).isEmpty();
  }

  @Test
  void what_stands_still_is_in_doubt() {
    look(Map.of(USAGE, 4L), Map.of(USAGE, 5L));
    assertThat(backlog.doubtful()).isEmpty();

    look(Map.of(USAGE, 4L), Map.of(USAGE, 5L));

    assertThat(backlog.doubtful()).containsOnly(Map.entry(USAGE, 4L));
  }

  @Test
  void an_end_without_a_record_before_it_holds_nothing_back() {
    look(Map.of(USAGE, 4L), Map.of(USAGE, 5L));
    look(Map.of(USAGE, 4L), Map.of(USAGE, 5L));

    backlog.nothingWaits(USAGE, nanos);
    assertThat(backlog.workedOff()).isTrue();

    look(Map.of(USAGE, 4L), Map.of(USAGE, 5L));
    assertThat(backlog.workedOff()).isTrue();
  }

  @Test
  void a_record_behind_an_empty_end_counts_again() {
    look(Map.of(USAGE, 4L), Map.of(USAGE, 5L));
    backlog.nothingWaits(USAGE, nanos);
    look(Map.of(USAGE, 4L), Map.of(USAGE, 6L));

    look(Map.of(USAGE, 4L), Map.of(USAGE, 6L));

    assertThat(backlog.workedOff()).isFalse();
  }

  private void look(Map<TopicPartition, Long> committed, Map<TopicPartition, Long> ends) {
    backlog.look(committed, ends, nanos);
  }
}
