package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.avro.AlertEvent;
import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.Severity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAlertsTest {

  private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

  private static HealthAlert.Builder step(String account, AlertEvent event, AlertState state) {
    return HealthAlert.newBuilder()
        .setAlertId("id-of-" + account)
        .setAccountId(account)
        .setRuleId("score-drop-7d")
        .setRuleSource("R46")
        .setEpisode(1)
        .setEvent(event)
        .setState(state)
        .setSeverity(Severity.CRITICAL)
        .setRaisedAt(NOW)
        .setAt(NOW)
        .setSummary(account + " fell")
        .setValue(23.5)
        .setThreshold(20.0)
        .setDrivers(List.of())
        .setModelId("M0")
        .setModelVersion(2)
        .setCsmId("kim");
  }

  private static List<String> table(OpenAlerts open, HealthAlert.Builder... steps) {
    for (HealthAlert.Builder step : steps) {
      open.take(step.build());
    }
    return new OpenAlertsText(open).table();
  }

  @Test
  void an_open_alert_is_a_row_with_its_last_state_and_what_is_to_say_of_it() {
    List<String> lines =
        table(
            new OpenAlerts(),
            step("acme", AlertEvent.RAISED, AlertState.RAISED),
            step("acme", AlertEvent.SNOOZED, AlertState.SNOOZED)
                .setDecidedBy("bob")
                .setReason("they are on holiday")
                .setSnoozedUntil(NOW.plusSeconds(3600)));

    assertThat(lines).hasSize(3);
    assertThat(lines.get(1))
        .contains("acme", "score-drop-7d", "critical", "snoozed", "23.5, bar 20.0");
    assertThat(lines.get(2))
        .isEqualTo(
            "    id-of-acme  put off until 2026-03-15 13:00 UTC by bob: they are on holiday"
                + " | told 2026-03-15 12:00 UTC: \"acme fell\"");
  }

  @Test
  void columns_are_as_wide_as_the_longest_name_and_one_beyond_all_measure_breaks_only_its_row() {
    String longName = "the-customer-with-quite-a-long-name";
    String endless = "x".repeat(200);
    List<String> lines =
        table(
            new OpenAlerts(),
            step("acme", AlertEvent.RAISED, AlertState.RAISED),
            step(longName, AlertEvent.RAISED, AlertState.RAISED),
            step(endless, AlertEvent.RAISED, AlertState.RAISED));

    List<String> rows = lines.stream().filter(line -> !line.startsWith("    ")).toList();
    assertThat(rows).hasSize(4);
    int column = rows.get(0).indexOf("rule");
    assertThat(column).isEqualTo(longName.length() + 2);
    assertThat(rows)
        .filteredOn(row -> !row.startsWith("x") && !row.startsWith("account"))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.indexOf("score-drop-7d")).isEqualTo(column));
    assertThat(rows).anySatisfy(row -> assertThat(row).startsWith(endless + "  score-drop-7d"));
  }

  @Test
  void the_end_of_a_snooze_is_not_told_as_the_end_of_what_was_decided_since() {
    List<String> lines =
        table(
            new OpenAlerts(),
            step("acme", AlertEvent.RAISED, AlertState.RAISED),
            step("acme", AlertEvent.SNOOZED, AlertState.SNOOZED)
                .setDecidedBy("bob")
                .setReason("they are on holiday")
                .setSnoozedUntil(NOW.plusSeconds(3600)),
            step("acme", AlertEvent.FEEDBACK, AlertState.SNOOZED)
                .setDecidedBy("kim")
                .setReason("a real one")
                .setSnoozedUntil(NOW.plusSeconds(3600)));

    assertThat(String.join(" ", lines).replaceAll("\\s+", " "))
        .contains("judged by kim: a real one | put off until 2026-03-15 13:00 UTC | told ");
  }

  @Test
  void what_a_person_decided_is_forgotten_when_it_holds_no_more() {
    List<String> lines =
        table(
            new OpenAlerts(),
            step("acme", AlertEvent.ACKNOWLEDGED, AlertState.ACKNOWLEDGED)
                .setDecidedBy("bob")
                .setReason("mine"),
            step("acme", AlertEvent.REROUTED, AlertState.RAISED));

    assertThat(lines.get(2)).endsWith("\"acme fell\"").doesNotContain("bob");
  }

  /**
   * 65.5 and 45.25: the sentence says "lost 20.2 points, from 65.5 to 45.3", and so does the row.
   */
  @Test
  void what_a_drop_lost_is_rounded_as_in_the_sentence_beside_it() {
    List<String> lines =
        table(
            new OpenAlerts(),
            step("acme", AlertEvent.RAISED, AlertState.RAISED)
                .setWindowDays(7)
                .setValue(20.25)
                .setReferenceScore(65.5)
                .setScore(45.25));

    assertThat(lines.get(1)).contains("20.2, bar 20.0");
  }

  @Test
  void what_is_resolved_is_not_listed() {
    assertThat(
            table(
                new OpenAlerts(),
                step("acme", AlertEvent.RAISED, AlertState.RAISED),
                step("acme", AlertEvent.RESOLVED, AlertState.RESOLVED),
                step("acme", AlertEvent.FEEDBACK, AlertState.RESOLVED)))
        .containsExactly("no alert is open");
  }

  @Test
  void only_those_asked_for_are_listed() {
    HealthAlert.Builder[] steps = {
      step("acme", AlertEvent.RAISED, AlertState.RAISED),
      step("beta", AlertEvent.RAISED, AlertState.RAISED).setCsmId("bob")
    };

    assertThat(table(new OpenAlerts("acme", null, null, Severity.INFO), steps)).hasSize(3);
    assertThat(table(new OpenAlerts(null, "bob", null, Severity.INFO), steps).get(1))
        .startsWith("beta");
  }

  @Test
  void that_nothing_was_found_says_what_was_looked_for() {
    assertThat(
            table(
                new OpenAlerts(null, "bob", "othre", Severity.INFO),
                step("acme", AlertEvent.RAISED, AlertState.RAISED)))
        .containsExactly("no alert is open of rule othre that bob looks after; open in all: 1");
  }

  @Test
  void nobodys_name_reaches_the_terminal_with_control_characters() {
    assertThat(
            table(
                    new OpenAlerts(),
                    step("acme", AlertEvent.RAISED, AlertState.RAISED)
                        .setSummary("\u001b[31mAcme fell"))
                .get(2))
        .doesNotContain("\u001b");
  }

  @Test
  void no_line_is_wider_than_a_terminal_and_no_word_is_lost() {
    String reason = "because ".repeat(60).strip();
    List<String> lines =
        table(
            new OpenAlerts(),
            step("acme", AlertEvent.ACKNOWLEDGED, AlertState.ACKNOWLEDGED)
                .setAlertId("6f1c54a5-36a8-3d0c-8d1c-7b2a53b1c111")
                .setSummary("Acme lost much: " + "x".repeat(200))
                .setDecidedBy("bob")
                .setReason(reason));

    assertThat(lines)
        .filteredOn(line -> !line.contains("xxx"))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(140));
    assertThat(lines.subList(2, lines.size())).allMatch(line -> line.startsWith("    "));
    assertThat(String.join(" ", lines).replaceAll("\\s+", " "))
        .contains("bob: " + reason, "Acme lost much: " + "x".repeat(200));
  }

  @Test
  void those_that_are_less_severe_are_left_out_when_asked_for() {
    OpenAlerts severe = new OpenAlerts(null, null, null, Severity.CRITICAL);

    List<String> lines =
        table(
            severe,
            step("acme", AlertEvent.RAISED, AlertState.RAISED),
            step("beta", AlertEvent.RAISED, AlertState.RAISED).setSeverity(Severity.WARNING));

    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).startsWith("acme");
    assertThat(table(new OpenAlerts(null, null, null, Severity.WARNING)))
        .containsExactly("no alert is open that is at least warning; open in all: 0");
  }

  @Test
  void programs_get_all_that_is_known() throws Exception {
    OpenAlerts open = new OpenAlerts();
    open.take(step("acme", AlertEvent.RAISED, AlertState.RAISED).build());
    open.take(
        step("acme", AlertEvent.ACKNOWLEDGED, AlertState.ACKNOWLEDGED)
            .setDecidedBy("bob")
            .setReason("mine")
            .build());

    JsonNode alert = new ObjectMapper().readTree(new OpenAlertsText(open).json()).get(0);

    assertThat(alert.get("alert_id").asText()).isEqualTo("id-of-acme");
    assertThat(alert.get("state").asText()).isEqualTo("ACKNOWLEDGED");
    assertThat(alert.get("value").asDouble()).isEqualTo(23.5);
    assertThat(alert.get("decided").asText()).isEqualTo("ACKNOWLEDGED");
    assertThat(alert.get("decided_by").asText()).isEqualTo("bob");
    assertThat(alert.get("snoozed_until").isNull()).isTrue();
    assertThat(new OpenAlertsText(new OpenAlerts()).json()).isEqualTo("[ ]");
  }

  /** 80.004 and 60.0: a rule for more than 20 points fired, and the row must not say 20.0. */
  @Test
  void a_value_just_beyond_its_bar_is_shown_beyond_it() {
    List<String> lines =
        table(
            new OpenAlerts(),
            step("acme", AlertEvent.RAISED, AlertState.RAISED)
                .setWindowDays(7)
                .setValue(20.004)
                .setReferenceScore(80.004)
                .setScore(60.0));

    assertThat(lines.get(1)).endsWith("20.004, bar 20.0");
  }
}
