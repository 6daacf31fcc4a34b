package dev.customerhealth.development.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.Severity;
import dev.customerhealth.command.Terminal;
import dev.customerhealth.testing.Presets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoScreenTest {

  private static final Pattern ROW = Pattern.compile("\u001b\\[(\\d+);1H");
  private static final String SUMMARY =
      "Velvet Logistics is now in the band 'At risk', from 61.0 to 59.4; most of it: net promoter"
          + " score -2.0, sessions per user -1.9, usage depth -1.3.";

  private final DemoText text = new DemoText(Presets.b0(), true, Path.of("demo.yml"));

  @Test
  void a_picture_stays_within_the_window_and_never_scrolls_it() throws InterruptedException {
    StringWriter out = new StringWriter();
    DemoScreen screen =
        DemoScreen.of(text, Optional.of(new Terminal(24, 80)), new PrintWriter(out));

    screen.show(snapshot(), vitals());

    String[] lines = ROW.split(out.toString(), -1);
    assertThat(lines.length - 1).isLessThanOrEqualTo(24);
    assertThat(lines).allSatisfy(line -> assertThat(visible(line)).hasSizeLessThanOrEqualTo(80));
    assertThat(out.toString()).doesNotContain("\n");
    assertThat(lines)
        .filteredOn(line -> visible(line).length() == 80)
        .isNotEmpty()
        .noneMatch(line -> line.endsWith("\u001b[K"));
  }

  @Test
  void the_reasons_of_an_alert_are_told_in_full_on_a_narrow_window() {
    List<String> lines = text.alerts(snapshot(), 10, 80);

    String last =
        String.join(
            " ",
            lines.subList(lines.size() - 3, lines.size()).stream().map(String::strip).toList());
    assertThat(visible(last)).isEqualTo("11-20 00:00  warning   " + SUMMARY);
    assertThat(lines).allSatisfy(line -> assertThat(visible(line)).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void the_last_line_says_how_to_ask_why_an_account_fell() {
    List<String> foot = text.foot(snapshot(), vitals());

    assertThat(foot.get(foot.size() - 1))
        .isEqualTo("try   bin/customer-health explain acc-1 --config demo.yml");
  }

  @Test
  void it_says_how_long_it_took_until_all_of_it_was_live() {
    assertThat(text.head(snapshot(), vitals()).get(1))
        .isEqualTo("business time Fri 2026-11-20 12:00 UTC");
    assertThat(text.head(snapshot(), vitals(Duration.ofMillis(47_900))).get(1))
        .isEqualTo("business time Fri 2026-11-20 12:00 UTC   live and complete after 47 s");
  }

  @Test
  void a_picture_is_complete_when_it_has_something_of_everything() {
    assertThat(snapshot().complete()).isTrue();
    assertThat(new DemoBoard().snapshot(1).complete()).isFalse();
  }

  @Test
  void an_alert_without_room_is_left_out_as_a_whole() {
    assertThat(text.alerts(snapshot(), 3, 80)).hasSize(1);
    assertThat(text.alerts(snapshot(), 4, 80)).hasSize(4);
  }

  @Test
  void without_a_terminal_every_step_of_an_alert_is_told_once() throws InterruptedException {
    StringWriter out = new StringWriter();
    DemoScreen screen = DemoScreen.of(text, Optional.empty(), new PrintWriter(out));
    DemoBoard board = new DemoBoard();

    board.tell(step("a", AlertState.RAISED));
    board.tell(step("a", AlertState.ESCALATED));
    screen.show(board.snapshot(1), vitals());
    board.tell(step("b", AlertState.RAISED));
    screen.show(board.snapshot(1), vitals());
    screen.show(board.snapshot(1), vitals());

    assertThat(out.toString().lines().filter(line -> line.startsWith("alert "))).hasSize(3);
  }

  @Test
  void a_line_too_long_shows_that_it_was_cut() {
    assertThat(DemoScreen.cut("\u001b[1mAccounts\u001b[0m", 8))
        .isEqualTo("\u001b[1mAccounts\u001b[0m");
    assertThat(DemoScreen.cut("\u001b[1mAccounts\u001b[0m", 7))
        .isEqualTo("\u001b[1mAccou\u001b[0m..");
  }

  private static String visible(String line) {
    return line.replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "");
  }

  private static HealthAlert step(String alertId, AlertState state) {
    return HealthAlert.newBuilder()
        .setAlertId(alertId)
        .setAccountId("acc-1")
        .setRuleId("intervention-zone-entered")
        .setRuleSource("R47")
        .setEpisode(1)
        .setState(state)
        .setSeverity(Severity.WARNING)
        .setRaisedAt(Instant.parse("2026-11-20T00:00:00Z"))
        .setAt(Instant.parse("2026-11-20T00:00:00Z"))
        .setSummary(SUMMARY)
        .setDrivers(List.of())
        .setModelId("M0")
        .setModelVersion(1)
        .build();
  }

  private static DemoSnapshot snapshot() {
    HealthAlert alert = step("id", AlertState.RAISED);
    Fall fall =
        new Fall(
            "acc-1",
            "Velvet Logistics",
            -26.5,
            74.4,
            47.9,
            "at-risk",
            List.of("usage depth -7.4", "executive engagement -6.1", "CSM sentiment -5.8"));
    return new DemoSnapshot(
        Instant.parse("2026-11-20T12:00:00Z"),
        Map.of("healthy", 105, "stable", 54),
        2,
        3,
        List.of(fall, fall, fall, fall),
        List.of(alert, alert),
        131,
        25,
        78,
        53,
        18_245,
        Map.of());
  }

  private static DemoVitals vitals() {
    return vitals(null);
  }

  private static DemoVitals vitals(Duration completeAfter) {
    return new DemoVitals(
        "history",
        "running, streams RUNNING",
        4_558,
        134_528,
        582,
        88,
        101,
        112,
        0,
        "http://127.0.0.1:18231",
        completeAfter);
  }
}
