package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.runtime.AccountingLine;
import dev.customerhealth.topology.RecordOutcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AccountingCommandTest {

  private final StringWriter out = new StringWriter();

  @Test
  void without_a_gap_every_record_is_accounted_for_and_the_exit_code_is_0() {
    assertThat(print(line("product-usage", 5, 5, 0), line("survey-responses", 0, 0, 0))).isZero();

    assertThat(out.toString().lines())
        .hasSize(3)
        .anyMatch(row -> row.matches("product-usage-1 +5 +3 +0 +1 +0 +0 +1 +0 +0"))
        .last()
        .isEqualTo("every record is accounted for");
  }

  @Test
  void a_lost_record_is_shown_as_a_gap_and_ends_with_1() {
    assertThat(print(line("product-usage", 7, 5, 0), line("support-tickets", 5, 5, 0)))
        .isEqualTo(1);

    assertThat(out.toString().lines())
        .anyMatch(row -> row.matches("product-usage-1 +7 +3 +0 +1 +0 +0 +1 +0 +2"))
        .last()
        .isEqualTo("1 partitions have a gap: above zero records were lost, below counted twice");
  }

  @Test
  void a_record_counted_twice_is_shown_as_a_gap_and_ends_with_1() {
    assertThat(print(line("product-usage", 4, 5, 0))).isEqualTo(1);

    assertThat(out.toString())
        .containsPattern("product-usage-1 +4 .* -1\\R1 partitions have a gap");
  }

  @Test
  void a_loss_and_a_double_do_not_cancel_each_other_out() {
    assertThat(print(line("product-usage", 6, 5, 0), line("support-tickets", 4, 5, 0)))
        .isEqualTo(1);

    assertThat(out.toString()).contains("2 partitions have a gap");
  }

  @Test
  void records_that_wait_are_shown_and_are_no_gap() {
    assertThat(print(line("product-usage", 5, 5, 42))).isZero();

    assertThat(out.toString()).containsPattern("product-usage-1 +5 .* 42 +0\\R");
  }

  @Test
  void a_partition_that_moved_on_meanwhile_is_told_to_within_what_it_moved_by() {
    AccountingLine moving =
        new AccountingLine(
            new TopicPartition("product-usage", 0),
            812,
            816,
            9,
            Map.of(RecordOutcome.SCORED, 814L),
            0,
            0,
            4);

    assertThat(print(moving, line("product-usage", 5, 5, 0))).isZero();
    assertThat(out.toString().lines())
        .anyMatch(row -> row.matches("product-usage-0 +812\\+4 +814 .* 9 +0"))
        .last()
        .isEqualTo(
            "every record is accounted for, to within 4 records that were worked off meanwhile in"
                + " 1 partitions");
  }

  @Test
  void what_may_have_been_dead_letters_that_expired_is_told_as_such_and_ends_with_3() {
    assertThat(print(doubtful(7, 90), line("support-tickets", 5, 5, 0))).isEqualTo(3);

    assertThat(out.toString().lines())
        .anyMatch(row -> row.matches("product-usage-2 +7 +4 +0 +0 +0 +0 +0 +0 +0\\+3"))
        .last()
        .isEqualTo(
            "of 3 records in 1 partitions it is not known any more whether they were dead letters:"
                + " those have expired, or are older than a reset");
  }

  @Test
  void a_loss_beside_what_is_not_known_any_more_ends_with_1() {
    assertThat(print(doubtful(7, 2))).isEqualTo(1);

    assertThat(out.toString())
        .containsPattern("product-usage-2 .* 1\\+2\\R1 partitions have a gap")
        .contains("of 2 records in 1 partitions");
  }

  private int print(AccountingLine... lines) {
    return AccountingCommand.print(List.of(lines), new PrintWriter(out));
  }

  private static AccountingLine line(String topic, long input, long accounted, long waiting) {
    TopicPartition partition = new TopicPartition(topic, 1);
    return accounted == 0
        ? new AccountingLine(partition, input, input, waiting, Map.of(), 0, 0, 0)
        : new AccountingLine(
            partition,
            input,
            input,
            waiting,
            Map.of(RecordOutcome.SCORED, accounted - 2, RecordOutcome.LATE, 1L),
            1,
            0,
            0);
  }

  /** Of these records 4 are accounted for. */
  private static AccountingLine doubtful(long input, long doubtful) {
    return new AccountingLine(
        new TopicPartition("product-usage", 2),
        input,
        input,
        0,
        Map.of(RecordOutcome.SCORED, 4L),
        0,
        doubtful,
        0);
  }
}
