package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class AlertSimulateCommandTest {
  private static final String ADDRESS = ".of.the.north@vendor.example";

  @TempDir Path folder;

  private String out;
  private String err;

  private int run(String... arguments) {
    StringWriter told = new StringWriter();
    StringWriter wrong = new StringWriter();
    CommandLine command = RootCommand.commandLine(Clock.systemUTC());
    command.setOut(new PrintWriter(told)).setErr(new PrintWriter(wrong));
    int exit = command.execute(arguments);
    out = told.toString();
    err = wrong.toString();
    return exit;
  }

  @Test
  void every_rule_is_told_with_what_became_of_its_alerts() {
    String book = folder.resolve("book.ndjson").toString();
    assertThat(run("simulate", "-o", book, "--accounts", "20", "--days", "60")).as(err).isZero();

    assertThat(run("alerts", "simulate", "--from", book, "--weeks")).as(err).isZero();

    assertThat(out.lines().toList())
        .anyMatch(line -> line.matches("rule +raised +accounts +again +resolved +open +open for"))
        .anyMatch(line -> line.startsWith("score-drop-7d "))
        .anyMatch(line -> line.startsWith("escalation-zone-entered "))
        .anyMatch(line -> line.startsWith("all "))
        .anyMatch(line -> line.matches("\\S+ +\\S+ +\\d{4}-W\\d\\d +\\d+ .*"));
    assertThat(err).contains("signals to 22 accounts", "nobody was told");
  }

  @Test
  void a_changed_threshold_says_what_would_have_been() throws Exception {
    String book = folder.resolve("book.ndjson").toString();
    assertThat(run("simulate", "-o", book, "--accounts", "30", "--days", "90")).as(err).isZero();
    int shipped = raised("score-drop-30d", "alerts", "simulate", "--from", book, "--json");
    Path rules =
        Files.writeString(
            folder.resolve("rules.yml"),
            """
            version: 1
            extends: standard
            rules:
              - id: score-drop-30d
                when:
                  score-drop: {more-than: 5, resolved-at: 2, within: 30d}
            """);

    assertThat(
            raised(
                "score-drop-30d",
                "alerts",
                "simulate",
                "--rules",
                rules.toString(),
                "--from",
                book,
                "--json"))
        .isGreaterThan(shipped);
  }

  private int raised(String rule, String... arguments) throws Exception {
    assertThat(run(arguments)).as(err).isZero();
    return new ObjectMapper().readTree(out).path("rules").path(rule).path("raised").asInt();
  }

  /** Ten of March 2026 is in the eleventh week. */
  @Test
  void alerts_are_counted_for_the_csm_of_the_account_and_the_week() throws Exception {
    List<String> lines = new ArrayList<>();
    for (String account : List.of("acme", "beta", "gamma")) {
      String csm =
          account.equals("gamma") ? "" : ",\"csm_id\":\"" + csmOf(account) + ADDRESS + "\"";
      lines.add(
          line(
              "account-profiles",
              "\"account_id\":\"%s\",\"updated_at\":\"2026-03-01T00:00:00Z\",\"name\":\"It\"%s"
                  .formatted(account, csm)));
    }
    for (String account : List.of("acme", "beta", "gamma")) {
      lines.addAll(usage(account));
      lines.add(answer(account, "good", 9, "2026-03-02T08:00:00Z"));
    }
    for (String account : List.of("acme", "gamma")) {
      for (int bad = 0; bad < 4; bad++) {
        lines.add(answer(account, "bad" + bad, 0, "2026-03-10T08:00:00Z"));
      }
    }
    Path file = Files.write(folder.resolve("history.ndjson"), lines);

    assertThat(run("alerts", "simulate", "--from", file.toString(), "--json")).as(err).isZero();
    JsonNode weeks = new ObjectMapper().readTree(out).path("weeks");
    List<String> ofRule = new ArrayList<>();
    for (JsonNode week : weeks) {
      if (week.path("rule").asText().equals("feedback-negative")) {
        ofRule.add(
            week.path("csm").asText()
                + " "
                + week.path("week").asText()
                + " raised "
                + week.path("raised").asInt());
      }
    }
    assertThat(ofRule)
        .as(err)
        .containsExactlyInAnyOrder("anna" + ADDRESS + " 2026-W11 raised 1", " 2026-W11 raised 1");
    assertThat(run("alerts", "simulate", "--from", file.toString(), "--weeks")).as(err).isZero();
    assertThat(out.lines())
        .anyMatch(line -> line.matches("feedback-negative +anna\\S+ +2026-W11 +1 +0 +0 +0"))
        .anyMatch(line -> line.matches("feedback-negative +- +2026-W11 +1 +0 +0 +0"))
        .anyMatch(line -> line.matches("anna\\S+ +\\d+ +\\d+  2026-W11 +\\d+"))
        .satisfies(
            table ->
                assertThat(table)
                    .filteredOn(line -> line.startsWith("feedback-negative"))
                    .filteredOn(line -> line.contains("2026"))
                    .extracting(line -> line.indexOf("2026"))
                    .as("weeks stand below one another")
                    .hasSize(2)
                    .containsOnly(61))
        .last()
        .asString()
        .startsWith("the busiest week is the one to plan for: 2026-W11 with ");
  }

  /** Two accounts get an alert; one is judged false, the other useful after it was taken on. */
  @Test
  void what_persons_said_of_alerts_in_the_file_is_counted() throws Exception {
    List<String> lines = new ArrayList<>();
    for (String account : List.of("acme", "beta")) {
      lines.addAll(usage(account));
      lines.add(answer(account, "good", 9, "2026-03-02T08:00:00Z"));
    }
    for (String account : List.of("acme", "beta")) {
      for (int bad = 0; bad < 4; bad++) {
        lines.add(answer(account, "bad" + bad, 0, "2026-03-10T08:00:00Z"));
      }
    }
    lines.add(said("acme", "FEEDBACK", ",\"feedback\":\"FALSE\"", "2026-03-10T12:00:00Z"));
    lines.add(said("beta", "ACKNOWLEDGE", "", "2026-03-10T12:00:00Z"));
    lines.add(said("beta", "FEEDBACK", ",\"feedback\":\"USEFUL\"", "2026-03-11T12:00:00Z"));
    Path file = Files.write(folder.resolve("history.ndjson"), lines);

    assertThat(run("alerts", "simulate", "--from", file.toString(), "--json")).as(err).isZero();
    JsonNode rule = new ObjectMapper().readTree(out).path("rules").path("feedback-negative");
    assertThat(rule.path("raised").asInt()).as(err).isEqualTo(2);
    assertThat(rule.path("acknowledged").asInt()).isEqualTo(2);
    assertThat(rule.path("false").asInt()).isEqualTo(1);
    assertThat(rule.path("useful").asInt()).isEqualTo(1);

    assertThat(run("alerts", "simulate", "--from", file.toString())).as(err).isZero();
    assertThat(out.lines())
        .anyMatch(line -> line.matches("rule +raised .* open for +acked +useful +known +false"))
        .anyMatch(line -> line.matches("feedback-negative +2 +2 .* +2 +1 +0 +1"));
  }

  private static String said(String account, String type, String more, String at) {
    return line(
        "alert-commands",
        ("\"command_id\":\"%s%s\",\"account_id\":\"%s\",\"issued_at\":\"%s\",\"type\":\"%s\",\"rule_id\":\"feedback-negative\",\"issued_by\":\"kim\",\"reason\":\"So"
                + " it was\"%s")
            .formatted(type, at, account, at, type, more));
  }

  /** Two critical escalations: nobody takes on acme's, and kim takes on and judges beta's. */
  @Test
  void escalations_and_what_people_did_and_said_are_counted() throws Exception {
    List<String> lines = new ArrayList<>();
    for (String account : List.of("acme", "beta")) {
      lines.add(profile(account, ",\"csm_id\":\"anna\""));
      lines.addAll(usage(account));
      lines.add(answer(account, "good", 9, "2026-03-02T08:00:00Z"));
      lines.add(ticket(account, "t1", "OPENED", "2026-03-08T08:00:00Z"));
      lines.add(ticket(account, "t2", "ESCALATED", "2026-03-09T08:00:00Z"));
    }
    lines.add(act("c1", "2026-03-09T12:00:00Z", "\"type\":\"ACKNOWLEDGE\""));
    lines.add(ticket("acme", "t3", "RESOLVED", "2026-03-13T08:00:00Z"));
    lines.add(ticket("beta", "t3", "RESOLVED", "2026-03-13T08:00:00Z"));
    lines.add(act("c2", "2026-03-14T08:00:00Z", "\"type\":\"FEEDBACK\",\"feedback\":\"USEFUL\""));
    Path file = Files.write(folder.resolve("history.ndjson"), lines);

    assertThat(run("alerts", "simulate", "--from", file.toString(), "--json")).as(err).isZero();

    JsonNode figures =
        new ObjectMapper().readTree(out).path("rules").path("critical-escalation-open");
    assertThat(figures.path("raised").asInt()).as(out).isEqualTo(2);
    assertThat(figures.path("escalated").asInt()).isEqualTo(1);
    assertThat(figures.path("acknowledged").asInt()).isEqualTo(1);
    assertThat(figures.path("useful").asInt()).isEqualTo(1);
    assertThat(figures.path("resolved").asInt()).isEqualTo(2);
    assertThat(figures.path("resolved_by_themselves").asInt()).isEqualTo(1);
    assertThat(figures.path("to_acknowledge").path("longest").asInt()).isEqualTo(4 * 3600);
    assertThat(run("alerts", "simulate", "--from", file.toString(), "--weeks")).as(err).isZero();
    assertThat(out.lines())
        .anyMatch(line -> line.matches("critical-escalation-open +anna +2026-W11 +2 +0 +1 +0"));
  }

  /** What is over before the fleet has been looked at is told to nobody. */
  @ParameterizedTest
  @CsvSource({"10m, 1", "2h, 0"})
  void alerts_wait_as_long_as_the_service_would_have_them_wait(String patience, int raised)
      throws Exception {
    List<String> lines = new ArrayList<>(usage("acme"));
    lines.add(answer("acme", "good", 9, "2026-03-02T08:00:00Z"));
    lines.add(ticket("acme", "t1", "OPENED", "2026-03-08T08:00:00Z"));
    lines.add(ticket("acme", "t2", "ESCALATED", "2026-03-09T08:00:00Z"));
    lines.add(ticket("acme", "t3", "RESOLVED", "2026-03-09T09:00:00Z"));
    Path file = Files.write(folder.resolve("history.ndjson"), lines);
    Path config =
        Files.writeString(
            folder.resolve("config.yml"),
            """
            kafka: {bootstrap.servers: 127.0.0.1:1}
            registry: {schema.registry.url: "http://127.0.0.1:1"}
            alerts: {hold-when-fallen: 30, hold-fallen-patience: %s}
            """
                .formatted(patience));

    assertThat(
            raised(
                "critical-escalation-open",
                "alerts",
                "simulate",
                "--config",
                config.toString(),
                "--from",
                file.toString(),
                "--tick-every",
                "5m",
                "--json"))
        .isEqualTo(raised);
  }

  private static String ticket(String account, String id, String type, String at) {
    return line(
        "support-tickets",
        ("\"event_id\":\"%s\",\"account_id\":\"%s\",\"occurred_at\":\"%s\",\"type\":\"%s\","
                + "\"ticket_id\":\"it\",\"priority\":\"URGENT\"")
            .formatted(id, account, at, type));
  }

  private static String act(String id, String at, String what) {
    return line(
        "alert-commands",
        ("\"command_id\":\"%s\",\"account_id\":\"beta\",\"issued_at\":\"%s\",%s,"
                + "\"rule_id\":\"critical-escalation-open\",\"issued_by\":\"kim\",\"reason\":\"Calling\"")
            .formatted(id, at, what));
  }

  private static String profile(String account, String csm) {
    return line(
        "account-profiles",
        "\"account_id\":\"%s\",\"updated_at\":\"2026-03-01T00:00:00Z\",\"name\":\"It\"%s"
            .formatted(account, csm));
  }

  /** Enough for a score. */
  private static List<String> usage(String account) {
    List<String> lines = new ArrayList<>();
    for (int feature = 0; feature < 12; feature++) {
      lines.add(
          line(
              "product-usage",
              ("\"event_id\":\"u%2$d\",\"account_id\":\"%1$s\",\"occurred_at\":\"2026-03-02T08:00:00Z\","
                      + "\"type\":\"FEATURE_USED\",\"user_id\":\"kim\",\"feature\":\"f%2$d\",\"count\":3")
                  .formatted(account, feature)));
    }
    lines.add(
        line(
            "product-usage",
            ("\"event_id\":\"login\",\"account_id\":\"%s\",\"occurred_at\":\"2026-03-02T08:00:00Z\","
                    + "\"type\":\"LOGIN\",\"user_id\":\"kim\"")
                .formatted(account)));
    return lines;
  }

  private static String csmOf(String account) {
    return account.equals("acme") ? "anna" : "bob";
  }

  private static String answer(String account, String id, int value, String at) {
    return line(
        "survey-responses",
        ("\"event_id\":\"%s\",\"account_id\":\"%s\",\"occurred_at\":\"%s\",\"kind\":\"NPS\",\"value\":%d,"
                + "\"scale_min\":0,\"scale_max\":10,\"direction\":\"HIGHER_IS_BETTER\"")
            .formatted(id, account, at, value));
  }

  private static String line(String topic, String event) {
    return "{\"topic\":\"" + topic + "\",\"event\":{" + event + "}}";
  }

  @Test
  void a_wrong_rule_is_told_before_anything_is_played() throws Exception {
    Path rules = Files.writeString(folder.resolve("rules.yml"), "version: 1\nrules: []\n");

    assertThat(
            run(
                "alerts",
                "simulate",
                "--rules",
                rules.toString(),
                "--from",
                folder.resolve("none").toString()))
        .isEqualTo(2);
    assertThat(err).contains("rules.yml");
  }

  @Test
  void a_file_that_says_nothing_of_accounts_is_no_success() throws Exception {
    Path file = Files.writeString(folder.resolve("other.ndjson"), "{\"a\": 1}\n");

    assertThat(run("alerts", "simulate", "--from", file.toString())).isEqualTo(1);
    assertThat(err).contains("1 lines are no events", "nothing was played");
  }

  @Test
  void topics_need_a_configuration() {
    assertThat(run("alerts", "simulate", "--from", "topics")).isEqualTo(2);
    assertThat(err).contains("--from topics needs --config FILE");
  }

  @Test
  void a_file_that_is_not_there_is_told() {
    assertThat(run("alerts", "simulate", "--from", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err).contains("none: no file that can be read");
  }

  @Test
  void times_are_told_as_people_say_them() {
    assertThat(AlertFiguresText.inWords(Duration.ofMinutes(90))).isEqualTo("90 min");
    assertThat(AlertFiguresText.inWords(Duration.ofMinutes(150))).isEqualTo("2.5 h");
    assertThat(AlertFiguresText.inWords(Duration.ofHours(60))).isEqualTo("2.5 d");
  }
}
