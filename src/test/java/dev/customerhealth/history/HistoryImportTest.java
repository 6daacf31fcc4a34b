package dev.customerhealth.history;

import static dev.customerhealth.history.HistoryFixture.cleared;
import static dev.customerhealth.history.HistoryFixture.file;
import static dev.customerhealth.history.HistoryFixture.id;
import static dev.customerhealth.history.HistoryFixture.login;
import static dev.customerhealth.history.HistoryFixture.open;
import static dev.customerhealth.history.HistoryFixture.opened;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryImportTest {
  @TempDir Path directory;

  private final Remembering sender = new Remembering();

  @Test
  void the_ticks_stand_between_the_days_they_end_and_wait_at_the_gate() throws IOException {
    load(
        "2026-01-03T18:00:00Z",
        login("1", "2026-01-01T10:00:00Z"),
        login("2", "2026-01-02T10:00:00Z"),
        login("3", "2026-01-03T18:00:00Z"));

    assertThat(sender.seen)
        .containsExactly(
            "tick 2026-01-01T00:00:00Z",
            "gate",
            "1",
            "gate",
            "tick 2026-01-02T00:00:00Z",
            "gate",
            "2",
            "gate",
            "tick 2026-01-03T00:00:00Z",
            "gate",
            "3",
            "gate",
            "tick 2026-01-03T18:00:00Z",
            "gate",
            "flush");
  }

  /** In the same millisecond nobody could tell which is judged first. */
  @Test
  void between_two_ticks_topics_take_turns_and_commands_come_last() throws IOException {
    load(
        "2026-01-02T10:00:00Z",
        cleared("c1", "2026-01-01T07:00:00Z"),
        opened("t1", "2026-01-01T08:00:00Z"),
        login("1", "2026-01-01T10:00:00Z"),
        opened("t2", "2026-01-01T11:00:00Z"),
        login("2", "2026-01-01T12:00:00Z"),
        opened("t3", "2026-01-02T10:00:00Z"));

    assertThat(sender.seen)
        .containsSubsequence(
            "1",
            "2",
            "turn",
            "t1",
            "t2",
            "turn",
            "c1",
            "gate",
            "tick 2026-01-02T00:00:00Z",
            "gate",
            "t3",
            "gate")
        .filteredOn("turn"::equals)
        .hasSize(2);
  }

  @Test
  void a_day_of_many_events_takes_more_turns_and_no_more_memory() throws IOException {
    String[] day = new String[2 * HistoryImport.MOST_WAITING + 1];
    Arrays.fill(day, login("1", "2026-01-01T10:00:00Z"));
    day[0] = opened("t1", "2026-01-01T10:00:00Z");
    day[HistoryImport.MOST_WAITING] = opened("t2", "2026-01-01T10:00:00Z");

    HistoryImport.Sent sent = load("2026-01-01T10:00:00Z", day);

    assertThat(sender.seen.lastIndexOf("1")).isGreaterThan(sender.seen.lastIndexOf("turn"));
    assertThat(sender.seen)
        .containsSubsequence("1", "turn", "t1", "turn", "1", "turn", "t2", "turn", "1", "gate")
        .filteredOn("turn"::equals)
        .hasSize(4);
    assertThat(sent.events()).isEqualTo(day.length);
  }

  @Test
  void an_event_that_makes_no_sense_is_sent_but_moves_no_time() throws IOException {
    HistoryImport.Sent sent =
        load(
            "2026-01-01T10:00:00Z",
            login("1", "2026-01-01T10:00:00Z"),
            login("2099", "2099-01-01T00:00:00Z"));

    assertThat(sender.seen)
        .containsExactly(
            "tick 2026-01-01T00:00:00Z",
            "gate",
            "1",
            "2099",
            "gate",
            "tick 2026-01-01T10:00:00Z",
            "gate",
            "flush");
    assertThat(sent.events()).isEqualTo(2);
    assertThat(sent.ticks()).isEqualTo(2);
  }

  @Test
  void a_line_that_is_no_event_is_passed_over() throws IOException {
    HistoryImport.Sent sent =
        load("2026-01-01T10:00:00Z", "{}", login("1", "2026-01-01T10:00:00Z"));

    assertThat(sent.lines()).isEqualTo(2);
    assertThat(sent.events()).isEqualTo(1);
  }

  @Test
  void an_event_its_topic_does_not_take_is_counted_and_named() throws IOException {
    HistoryImport.Sent sent = load("2026-01-01T10:00:00Z", login("huge", "2026-01-01T10:00:00Z"));

    assertThat(sent.events()).isZero();
    assertThat(sent.tooLarge().describe()).anyMatch(line -> line.contains("history, line 1"));
  }

  @Test
  void told_to_stop_it_ends_before_the_next_event_and_says_how_far_it_came() throws IOException {
    HistoryImport.Sent sent = loadUntil(3, "1", "2", "3", "4");

    assertThat(sender.seen).containsExactly("tick 2026-01-01T00:00:00Z", "gate", "1", "2", "flush");
    assertThat(sent.complete()).isFalse();
    assertThat(sent.events()).isEqualTo(2);
    assertThat(sent.ticks()).isEqualTo(1);
    assertThat(sent.lastLines().values()).containsExactly(2L);
  }

  @Test
  void told_to_stop_it_lets_no_more_time_pass() throws IOException {
    HistoryImport.Sent sent = loadUntil(2, "1");

    assertThat(sender.seen).containsExactly("tick 2026-01-01T00:00:00Z", "gate", "1", "flush");
    assertThat(sent.complete()).isFalse();
    assertThat(sent.ticks()).isEqualTo(1);
  }

  /** Events of one day; told to stop when it asks for the so manieth time before an event. */
  private HistoryImport.Sent loadUntil(int asked, String... ids) throws IOException {
    String[] lines = new String[ids.length];
    for (int i = 0; i < ids.length; i++) {
      lines[i] = login(ids[i], "2026-01-01T10:00:00Z");
    }
    try (HistoryReader history = open(file(directory, "history", lines))) {
      // The first event is asked for itself and for the tick before it.
      int[] times = {-1};
      return new HistoryImport(
              sender,
              new TickSteps(Duration.ofDays(1)),
              Pace.UNLIMITED,
              sender,
              sender::endTurn,
              () -> ++times[0] >= asked)
          .load(history, Instant.parse("2026-01-03T18:00:00Z"), done -> {});
    }
  }

  private HistoryImport.Sent load(String end, String... lines) throws IOException {
    try (HistoryReader history = open(file(directory, "history", lines))) {
      return new HistoryImport(
              sender, new TickSteps(Duration.ofDays(1)), Pace.UNLIMITED, sender, sender::endTurn)
          .load(history, Instant.parse(end), done -> {});
    }
  }

  /** Remembers what it was given, in order; takes nothing huge. */
  private static final class Remembering implements EventSender, Gate {
    private final List<String> seen = new ArrayList<>();

    @Override
    public boolean send(HistoryEvent event) {
      if (id(event).equals("huge")) {
        return false;
      }
      seen.add(id(event));
      return true;
    }

    private void endTurn() {
      seen.add("turn");
    }

    @Override
    public void tick(Instant time) {
      seen.add("tick " + time);
    }

    /** Between two ticks it waits for nothing new, which would only fill the list. */
    @Override
    public void awaitWorkedOff() {
      if (!seen.isEmpty() && !seen.get(seen.size() - 1).equals("gate")) {
        seen.add("gate");
      }
    }

    @Override
    public void flush() {
      seen.add("flush");
    }
  }
}
