package dev.customerhealth.domain.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.domain.fleet.FleetVerdict.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is taken for a fault of the data, from what partitions report. */
class FleetTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final String USAGE = "product-usage";
  private static final FleetRules RULES =
      new FleetRules(
          Map.of(USAGE, Duration.ofHours(6)),
          Optional.of(new FleetRules.Move(0.2, 15_000, Duration.ofHours(1), Duration.ofMinutes(1))),
          Duration.ofMinutes(30),
          Duration.ofHours(24),
          100);

  private final List<FleetVerdict> verdicts = new ArrayList<>();
  private FleetRules rules = RULES;
  private int partitions = 1;
  private Fleet fleet = Fleet.UNKNOWN;

  private void report(int partition, double hour, double heard) {
    report(partition, hour, heard, 100, 0);
  }

  private void report(int partition, double hour, double heard, long accounts, long fell) {
    Fleet.Step step =
        fleet.after(
            new FleetReport(
                partition,
                Math.round(hour * HOUR),
                heard < 0 ? Map.of() : Map.of(USAGE, Math.round(heard * HOUR)),
                accounts,
                fell),
            rules,
            partitions);
    fleet = step.after();
    verdicts.addAll(step.verdicts());
  }

  @Test
  void a_source_that_is_silent_everywhere_for_long_enough_has_stalled_once() {
    partitions = 2;
    report(0, 100, 100);
    report(1, 100, 99.5);
    report(0, 105.9, 100);
    report(1, 105.9, 99.5);
    assertThat(verdicts).isEmpty();

    report(0, 106, 100);
    report(1, 106, 99.5);
    report(0, 107, 100);
    report(1, 107, 99.5);

    assertThat(verdicts)
        .containsExactly(
            new FleetVerdict(
                FleetVerdict.STALLED, USAGE, 1, Turn.BEGAN, 106 * HOUR, 106 * HOUR, 6, 6, 200));
  }

  @Test
  void a_source_that_speaks_in_one_partition_has_not_stalled() {
    partitions = 2;
    report(0, 100, 100);
    report(1, 100, 100);

    report(0, 120, 100);
    report(1, 120, 120);

    assertThat(verdicts).isEmpty();
  }

  @Test
  void what_a_partition_has_not_read_yet_is_no_silence() {
    partitions = 2;
    report(0, 100, 100);
    report(1, 100, 100);

    report(0, 120, 100);

    assertThat(verdicts).isEmpty();
  }

  @Test
  void what_a_partition_far_ahead_heard_later_does_not_hide_the_silence_before_it() {
    partitions = 2;
    report(0, 100, 100);
    report(1, 100, 100);
    report(0, 110, 100);
    report(0, 120, 118);
    assertThat(verdicts).isEmpty();

    report(1, 110, 100);

    assertThat(verdicts)
        .extracting(FleetVerdict::turn, FleetVerdict::atMillis)
        .containsExactly(tuple(Turn.BEGAN, 110 * HOUR));
  }

  @Test
  void a_fall_is_not_judged_together_with_one_hours_later_in_another_partition() {
    partitions = 2;
    report(0, 100, 100, 100, 0);
    report(1, 100, 100, 100, 0);
    report(0, 101, 101, 100, 0);
    report(0, 105, 105, 100, 39);

    report(1, 101, 101, 100, 39);

    assertThat(verdicts).isEmpty();
  }

  @Test
  void before_every_partition_reported_nothing_is_known() {
    partitions = 2;
    report(0, 100, 100);
    report(0, 120, 100);

    assertThat(verdicts).isEmpty();
  }

  @Test
  void a_source_that_never_spoke_does_not_stall() {
    report(0, 100, -1);
    report(0, 200, -1);

    assertThat(verdicts).isEmpty();
  }

  @Test
  void few_accounts_may_all_be_quiet() {
    report(0, 100, 100, 99, 0);
    report(0, 120, 100, 99, 0);

    assertThat(verdicts).isEmpty();
  }

  @Test
  void alerts_go_out_again_when_all_has_been_well_for_a_while() {
    report(0, 100, 100);
    report(0, 107, 100);
    report(0, 108, 108);
    report(0, 108.4, 108.4);
    assertThat(verdicts).hasSize(1);

    report(0, 108.5, 108.5);

    assertThat(verdicts).extracting(FleetVerdict::turn).containsExactly(Turn.BEGAN, Turn.OVER);
    assertThat(verdicts.get(1).held()).isFalse();
    assertThat(verdicts.get(1).episode()).isEqualTo(1);
  }

  @Test
  void a_source_that_falls_silent_again_meanwhile_is_waited_for_anew() {
    report(0, 100, 100);
    report(0, 107, 100);
    report(0, 108, 108);
    report(0, 120, 108);
    report(0, 121, 121);

    report(0, 121.4, 121.4);

    assertThat(verdicts).hasSize(1);
  }

  @Test
  void the_next_silence_is_another_episode() {
    report(0, 100, 100);
    report(0, 107, 100);
    report(0, 108, 108);
    report(0, 109, 109);
    report(0, 120, 109);

    assertThat(verdicts).extracting(FleetVerdict::episode).containsExactly(1L, 1L, 2L);
  }

  @Test
  void too_many_accounts_that_fall_are_a_move_wherever_they_lie() {
    partitions = 2;
    report(0, 100, 100, 100, 10);
    report(1, 100.1, 100, 100, 29);
    assertThat(verdicts).isEmpty();

    report(0, 100.2, 100, 100, 11);
    report(1, 100.2, 100, 100, 29);

    assertThat(verdicts).hasSize(1);
    assertThat(verdicts.get(0).rule()).isEqualTo(FleetVerdict.MOVED);
    assertThat(verdicts.get(0).value()).isEqualTo(20);
    assertThat(verdicts.get(0).cause()).isEqualTo("fleet-move");
  }

  @Test
  void a_fleet_that_stays_down_is_held_until_that_is_taken_for_the_truth() {
    report(0, 100, 100, 100, 30);
    report(0, 123.9, 123.9, 100, 30);
    assertThat(verdicts).extracting(FleetVerdict::turn).containsExactly(Turn.BEGAN);

    report(0, 124, 124, 100, 30);
    report(0, 125, 125, 100, 30);

    assertThat(verdicts).extracting(FleetVerdict::turn).containsExactly(Turn.BEGAN, Turn.GIVEN_UP);
  }

  @Test
  void after_one_that_was_given_up_the_next_begins_only_when_all_was_well_once() {
    report(0, 100, 100, 100, 30);
    report(0, 124, 124, 100, 30);
    report(0, 130, 130, 100, 0);
    assertThat(verdicts).hasSize(2);

    report(0, 131, 131, 100, 30);

    assertThat(verdicts)
        .extracting(FleetVerdict::turn)
        .containsExactly(Turn.BEGAN, Turn.GIVEN_UP, Turn.BEGAN);
  }

  /** Operators must not read that it is over while nobody hears anything of the source. */
  @Test
  void a_source_that_stays_silent_holds_alerts_for_a_day_and_is_over_only_when_it_speaks() {
    report(0, 100, 100);
    report(0, 106, 100);
    report(0, 130, 100);
    report(0, 150, 100);
    assertThat(verdicts)
        .extracting(FleetVerdict::turn, FleetVerdict::held, FleetVerdict::toldToOperators)
        .containsExactly(tuple(Turn.BEGAN, true, true), tuple(Turn.LET_GO, false, false));

    report(0, 151, 151);

    assertThat(verdicts)
        .last()
        .satisfies(
            over -> {
              assertThat(over.turn()).isEqualTo(Turn.OVER);
              assertThat(over.episode()).isEqualTo(1);
              assertThat(over.toldToOperators()).isTrue();
            });
    assertThat(verdicts).hasSize(3);
  }

  @Test
  void a_source_that_was_let_go_and_is_not_watched_any_more_is_told_to_operators() {
    report(0, 100, 100);
    report(0, 106, 100);
    report(0, 130, 100);
    rules = new FleetRules(Map.of(), RULES.move(), RULES.settle(), RULES.longest(), 100);

    report(0, 131, -1);

    assertThat(verdicts)
        .extracting(FleetVerdict::turn)
        .containsExactly(Turn.BEGAN, Turn.LET_GO, Turn.UNWATCHED);
  }

  @Test
  void what_is_not_watched_any_more_holds_nothing_back() {
    report(0, 100, 100);
    report(0, 107, 100);
    rules = new FleetRules(Map.of(), RULES.move(), RULES.settle(), RULES.longest(), 100);

    report(0, 108, -1);

    assertThat(verdicts).extracting(FleetVerdict::turn).containsExactly(Turn.BEGAN, Turn.UNWATCHED);
    assertThat(verdicts.get(1).source()).isEqualTo(USAGE);
  }

  @Test
  void a_report_told_twice_changes_nothing() {
    report(0, 100, 100);
    Fleet before = fleet;

    report(0, 100, 100);

    assertThat(fleet).isEqualTo(before);
  }

  @Test
  void reports_of_one_minute_are_looked_at_together_whichever_comes_first() {
    partitions = 2;
    report(0, 100, 100, 100, 10);
    report(1, 100.01, 100, 100, 30);

    assertThat(verdicts).extracting(FleetVerdict::rule).containsExactly(FleetVerdict.MOVED);
    assertThat(verdicts.get(0).atMillis()).isEqualTo(100 * HOUR);
  }
}
