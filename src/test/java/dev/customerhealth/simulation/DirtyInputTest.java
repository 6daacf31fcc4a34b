package dev.customerhealth.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.contract.Topics;
import dev.customerhealth.history.HistoryEvent;
import dev.customerhealth.history.IntakeJudge;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.wire.AvroSafety;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DirtyInputTest {
  private static final Instant END = Instant.parse("2026-06-01T15:00:00Z");

  @BeforeAll
  static void trustTheGeneratedClasses() {
    AvroSafety.install();
  }

  @Test
  void no_event_of_the_clean_history_is_lost() {
    assertThat(new HashSet<>(dirty(0.2))).containsAll(clean());
  }

  @Test
  void the_same_seed_spoils_the_same_events() {
    assertThat(dirty(0.2)).isEqualTo(dirty(0.2));
  }

  @Test
  void there_are_repeats_late_ones_and_events_out_of_order() {
    List<HistoryEvent> dirty = dirty(0.2);

    assertThat(new HashSet<>(dirty)).hasSizeLessThan(dirty.size());
    assertThat(dirty).anyMatch(event -> event.toString().contains("late-"));
    assertThat(dirty).extracting(HistoryEvent::occurredAt).isNotEqualTo(sorted(dirty));
  }

  @Test
  void the_service_rejects_the_nonsense_and_nothing_of_a_clean_history() {
    IntakeJudge judge = new IntakeJudge(Topics.standard(), IntakeLimits.standard(), END);

    assertThat(clean()).allMatch(event -> judge.judge(event).isEmpty());
    assertThat(dirty(0.2))
        .filteredOn(event -> event.toString().contains("nonsense-"))
        .isNotEmpty()
        .allMatch(event -> judge.judge(event).isPresent());
  }

  private static List<Instant> sorted(List<HistoryEvent> events) {
    return events.stream().map(HistoryEvent::occurredAt).sorted().toList();
  }

  private static List<HistoryEvent> clean() {
    return list(book().history());
  }

  private static List<HistoryEvent> dirty(double share) {
    return list(new DirtyInput(book().history(), share, 3));
  }

  private static Book book() {
    return Book.of(new BookPlan(3, 10, 40, END));
  }

  private static List<HistoryEvent> list(Iterator<HistoryEvent> events) {
    List<HistoryEvent> list = new ArrayList<>();
    events.forEachRemaining(list::add);
    return list;
  }
}
