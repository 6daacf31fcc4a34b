package dev.customerhealth.history;

import dev.customerhealth.contract.Topics;
import dev.customerhealth.wire.AvroSafety;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small histories for tests. */
final class HistoryFixture {
  static {
    AvroSafety.install();
  }

  /** Whatever is later than this makes no sense to {@link #JUDGE}. */
  static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

  static final EventJudge JUDGE =
      event ->
          event.occurredAt().isAfter(NOW)
              ? Optional.of(new EventJudge.Refusal("TIMESTAMP_IN_FUTURE", "too late"))
              : Optional.empty();

  static final JsonEvents JSON = new JsonEvents(HistoryTopics.of(Topics.standard()));

  private HistoryFixture() {}

  /** A line of usage; the id tells it apart. */
  static String login(String id, String time) {
    return "{\"topic\":\"product-usage\",\"event\":{\"event_id\":\"%s\",\"account_id\":\"a\",\"occurred_at\":\"%s\",\"type\":\"LOGIN\"}}"
        .formatted(id, time);
  }

  /** A line of support; the id tells it apart. */
  static String opened(String id, String time) {
    return "{\"topic\":\"support-tickets\",\"event\":{\"event_id\":\"%s\",\"account_id\":\"a\",\"occurred_at\":\"%s\",\"type\":\"OPENED\",\"ticket_id\":\"t\"}}"
        .formatted(id, time);
  }

  /** A line that takes an override back; the id tells it apart. */
  static String cleared(String id, String time) {
    return "{\"topic\":\"account-commands\",\"event\":{\"command_id\":\"%s\",\"account_id\":\"a\",\"issued_at\":\"%s\",\"type\":\"CLEAR_OVERRIDE\",\"issued_by\":\"kim\",\"reason\":\"over\"}}"
        .formatted(id, time);
  }

  static Path file(Path directory, String name, String... lines) throws IOException {
    return Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
  }

  static HistoryReader open(Path... files) throws IOException {
    return HistoryReader.open(List.of(files), JSON, JUDGE);
  }

  /** Ids of the events of a history in the order in which they are read. */
  static List<String> ids(HistoryReader history) throws IOException {
    List<String> ids = new ArrayList<>();
    for (JudgedLine line = history.next(); line != null; line = history.next()) {
      line.line().event().ifPresent(event -> ids.add(id(event)));
    }
    return ids;
  }

  static String id(HistoryEvent event) {
    // An id comes first in every record that has one.
    return (String) event.event().get(0);
  }
}
