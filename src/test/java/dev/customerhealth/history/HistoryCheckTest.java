package dev.customerhealth.history;

import static dev.customerhealth.history.HistoryFixture.file;
import static dev.customerhealth.history.HistoryFixture.login;
import static dev.customerhealth.history.HistoryFixture.open;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCheckTest {
  @TempDir Path directory;

  @Test
  void a_clean_history_is_counted_by_topic_with_its_first_and_last_time() throws IOException {
    HistoryFindings findings =
        check(login("1", "2026-01-01T00:00:00Z"), "", login("2", "2026-01-05T00:00:00Z"));

    assertThat(findings.clean()).isTrue();
    assertThat(findings.lines()).isEqualTo(2);
    assertThat(findings.blankLines()).isEqualTo(1);
    assertThat(findings.eventsByTopic()).containsEntry("product-usage", 2L);
    assertThat(findings.first()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(findings.last()).contains(Instant.parse("2026-01-05T00:00:00Z"));
  }

  @Test
  void an_event_out_of_order_within_the_tolerance_is_fine() throws IOException {
    HistoryFindings findings =
        check(login("1", "2026-01-02T00:00:00Z"), login("2", "2026-01-01T00:00:00Z"));

    assertThat(findings.disorder()).isEmpty();
  }

  @Test
  void the_first_event_too_far_behind_is_named_and_all_are_counted() throws IOException {
    HistoryFindings findings =
        check(
            login("1", "2026-01-03T00:00:00Z"),
            login("2", "2026-01-01T23:59:59Z"),
            login("3", "2026-01-01T00:00:00Z"));

    assertThat(findings.disordered()).isEqualTo(2);
    assertThat(findings.disorder())
        .contains(
            new HistoryFindings.Disorder(
                directory.resolve("history").toString(),
                2,
                Instant.parse("2026-01-01T23:59:59Z"),
                Instant.parse("2026-01-03T00:00:00Z")));
  }

  @Test
  void lines_that_are_no_event_are_counted_by_what_is_wrong_with_the_first_as_examples()
      throws IOException {
    HistoryFindings findings = check("{}", "no json", "[]", "5", login("1", "yesterday"));

    assertThat(findings.clean()).isFalse();
    assertThat(findings.unreadable().total()).isEqualTo(5);
    assertThat(findings.unreadable().byReason().get("not an event").count()).isEqualTo(3);
    assertThat(findings.unreadable().byReason().get("unfit field 'occurred_at'").examples())
        .singleElement()
        .asString()
        .contains("line 5: field 'occurred_at': found \"yesterday\"");
  }

  @Test
  void an_event_the_service_will_refuse_is_reported_and_does_not_move_time() throws IOException {
    HistoryFindings findings =
        check(login("1", "2026-01-01T00:00:00Z"), login("2", "2099-01-01T00:00:00Z"));

    assertThat(findings.refused().byReason()).containsOnlyKeys("TIMESTAMP_IN_FUTURE");
    assertThat(findings.last()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(findings.events()).isEqualTo(2);
  }

  private HistoryFindings check(String... lines) throws IOException {
    try (HistoryReader history = open(file(directory, "history", lines))) {
      return HistoryCheck.check(history, Duration.ofDays(1), done -> {});
    }
  }
}
