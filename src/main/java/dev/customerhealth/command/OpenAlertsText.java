package dev.customerhealth.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.avro.AlertEvent;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.command.OpenAlerts.Open;
import dev.customerhealth.publication.ShownPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Open alerts as a table, a row and what is to say of it each, and as JSON. */
final class OpenAlertsText {

  /** No line is wider, unless a word alone is. */
  private static final int WIDTH = 140;

  private static final List<String> HEADINGS =
      List.of("account", "rule", "severity", "state", "raised", "owner", "value");

  private static final String INDENT = "    ";
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final OpenAlerts alerts;

  OpenAlertsText(OpenAlerts alerts) {
    this.alerts = alerts;
  }

  /** The lines for a terminal; those that belong to the row before them are indented. */
  List<String> table() {
    List<Open> wanted = alerts.wanted();
    if (wanted.isEmpty()) {
      return List.of(alerts.none());
    }
    List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
    wanted.forEach(alert -> rows.add(cells(alert.last())));
    String format = NamedColumns.row(rows);
    List<String> lines = new ArrayList<>();
    lines.add(row(format, HEADINGS));
    for (int place = 0; place < wanted.size(); place++) {
      Open alert = wanted.get(place);
      lines.add(row(format, rows.get(place + 1)));
      wrap(PrintableText.of(alert.last().getAlertId() + "  " + what(alert)), lines);
    }
    return lines;
  }

  private static List<String> cells(HealthAlert last) {
    return Stream.of(
            last.getAccountId(),
            last.getRuleId(),
            last.getSeverity().name().toLowerCase(Locale.ROOT),
            last.getState().name().toLowerCase(Locale.ROOT),
            OverrideText.at(last.getRaisedAt()),
            last.getCsmId() == null ? "nobody" : last.getCsmId(),
            value(last))
        .map(PrintableText::of)
        .toList();
  }

  private static void wrap(String text, List<String> lines) {
    String rest = text;
    int room = WIDTH - INDENT.length();
    while (rest.length() > room) {
      int blank = rest.lastIndexOf(' ', room);
      int end = blank > 0 ? blank : rest.indexOf(' ', room);
      if (end < 0) {
        break;
      }
      lines.add(INDENT + rest.substring(0, end).stripTrailing());
      rest = rest.substring(end + 1).stripLeading();
    }
    lines.add(INDENT + rest);
  }

  private static String value(HealthAlert alert) {
    if (alert.getValue() == null || alert.getThreshold() == null) {
      return "not known";
    }
    double bar = alert.getThreshold();
    boolean drop =
        alert.getWindowDays() != null
            && alert.getScore() != null
            && alert.getReferenceScore() != null;
    // As the sentence beside it: what a drop lost is the difference of the two scores shown.
    String value =
        drop
            ? ShownPoints.lost(alert.getReferenceScore(), alert.getScore(), bar).change()
            : ShownPoints.beside(alert.getValue(), bar);
    return value + ", bar " + ShownPoints.text(ShownPoints.of(bar));
  }

  private static String what(Open alert) {
    HealthAlert word = alert.word();
    // A quotation: its present tense is that of its time, and the score may be another by now.
    String seen =
        "told " + OverrideText.at(alert.saw().getAt()) + ": \"" + alert.saw().getSummary() + '"';
    if (word == null) {
      return seen;
    }
    String until =
        alert.last().getSnoozedUntil() == null
            ? ""
            : "put off until " + OverrideText.at(alert.last().getSnoozedUntil());
    // The end is that of the snooze, whatever was decided since.
    boolean putsOff = word.getEvent() == AlertEvent.SNOOZED && !until.isEmpty();
    return (putsOff ? until : what(word.getEvent()))
        + " by "
        + word.getDecidedBy()
        + ": "
        + word.getReason()
        + (putsOff || until.isEmpty() ? "" : " | " + until)
        + " | "
        + seen;
  }

  private static String what(AlertEvent event) {
    return switch (event) {
      case ACKNOWLEDGED -> "taken on";
      case SNOOZED -> "put off";
      case ASSIGNED -> "handed over";
      case FEEDBACK -> "judged";
      case RAISED, ESCALATED, CAME_BACK, REROUTED, RESOLVED, UNKNOWN -> "changed";
    };
  }

  private static String row(String format, List<String> cells) {
    return String.format(Locale.ROOT, format, cells.toArray()).stripTrailing();
  }

  /** A list with all that is known, for programs. */
  String json() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    alerts.wanted().forEach(alert -> all.add(json(alert)));
    try {
      return MAPPER.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static ObjectNode json(Open alert) {
    HealthAlert last = alert.last();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("alert_id", last.getAlertId());
    json.put("account_id", last.getAccountId());
    json.put("account_name", last.getAccountName());
    json.put("rule_id", last.getRuleId());
    json.put("severity", last.getSeverity().name());
    json.put("state", last.getState().name());
    json.put("csm_id", last.getCsmId());
    json.put("raised_at", last.getRaisedAt().toString());
    json.put("told_at", alert.saw().getAt().toString());
    json.put("summary", alert.saw().getSummary());
    json.put("value", last.getValue());
    json.put("threshold", last.getThreshold());
    json.put("unit", last.getUnit());
    json.put("measure", last.getMeasure());
    json.put("score", last.getScore());
    json.put(
        "snoozed_until", last.getSnoozedUntil() == null ? null : last.getSnoozedUntil().toString());
    HealthAlert word = alert.word();
    json.put("decided", word == null ? null : word.getEvent().name());
    json.put("decided_by", word == null ? null : word.getDecidedBy());
    json.put("reason", word == null ? null : word.getReason());
    json.put("link", last.getLink());
    return json;
  }
}
