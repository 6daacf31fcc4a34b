package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.topology.RecordOutcome;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AccountingLineTest {

  private static final TopicPartition PARTITION = new TopicPartition("product-usage", 3);

  private static final Map<RecordOutcome, Long> NINE =
      Map.of(
          RecordOutcome.SCORED, 3L,
          RecordOutcome.DUPLICATE, 2L,
          RecordOutcome.LATE, 1L,
          RecordOutcome.REJECTED, 2L,
          RecordOutcome.IGNORED, 1L);

  @Test
  void every_outcome_and_every_dead_letter_is_accounted_for() {
    AccountingLine line = line(13, 13, 0, 4);

    assertThat(line.accounted()).isEqualTo(13);
    assertThat(line.gap()).isZero();
  }

  @Test
  void a_lost_record_is_a_gap_above_zero() {
    assertThat(line(14, 14, 0, 4).gap()).isEqualTo(1);
  }

  @Test
  void a_record_counted_twice_is_a_gap_below_zero() {
    assertThat(line(11, 11, 0, 4).gap()).isEqualTo(-2);
  }

  @Test
  void what_compaction_removed_after_it_was_read_is_no_gap() {
    assertThat(line(5, 20, 0, 4).gap()).isZero();
  }

  @Test
  void of_a_compacted_topic_fewer_counted_than_there_still_are_is_a_loss() {
    assertThat(line(15, 20, 0, 4).gap()).isEqualTo(2);
  }

  @Test
  void of_a_compacted_topic_more_counted_than_there_ever_were_is_a_double() {
    assertThat(line(5, 12, 0, 4).gap()).isEqualTo(-1);
  }

  @Test
  void what_waits_is_neither_lost_nor_accounted_for() {
    assertThat(line(13, 13, 1_000, 4).gap()).isZero();
    assertThat(line(14, 14, 1_000, 4).gap()).isEqualTo(1);
  }

  @Test
  void what_may_have_been_a_dead_letter_that_expired_is_not_called_lost() {
    AccountingLine line = line(13, 13, 0, 1, 20);

    assertThat(line.gap()).isZero();
    assertThat(line.unknown()).isEqualTo(3);
    assertThat(line.isEven()).isFalse();
  }

  @Test
  void more_missing_than_dead_letters_expired_is_a_loss_of_what_is_more() {
    AccountingLine line = line(13, 13, 0, 1, 2);

    assertThat(line.gap()).isEqualTo(1);
    assertThat(line.unknown()).isEqualTo(2);
  }

  @Test
  void where_nothing_is_missing_it_does_not_matter_what_expired() {
    assertThat(line(13, 13, 0, 4, 20).isEven()).isTrue();
  }

  @Test
  void a_record_counted_twice_is_one_whatever_expired() {
    AccountingLine line = line(11, 11, 0, 4, 20);

    assertThat(line.gap()).isEqualTo(-2);
    assertThat(line.unknown()).isZero();
  }

  @Test
  void nothing_there_and_nothing_counted_is_no_gap() {
    AccountingLine line = new AccountingLine(PARTITION, 0, 0, 0, Map.of(), 0, 0, 0);

    assertThat(line.accounted()).isZero();
    assertThat(line.gap()).isZero();
  }

  private static AccountingLine line(long least, long most, long waiting, long deadLettered) {
    return line(least, most, waiting, deadLettered, 0);
  }

  private static AccountingLine line(
      long least, long most, long waiting, long deadLettered, long doubtful) {
    return new AccountingLine(PARTITION, least, most, waiting, NINE, deadLettered, doubtful, 0);
  }
}
