package dev.customerhealth.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.packaging.PanelAnswers.Shown;
import dev.customerhealth.testing.DebianProgram;
import dev.customerhealth.testing.KeptFolder;
import dev.customerhealth.testing.NpmFolder;
import dev.customerhealth.testing.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The dashboards and rules before the real Prometheus, which scrapes the running demo and its
 * notifier; the panels drawn with Grafana's own components in a real browser.
 */
class DashboardsInteropIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private static final int SOME_DAYS = 12;

  /** Of what customers say and of what comes due there is nothing in the first days of a period. */
  private static final Set<String> TAKES_DAYS =
      Set.of(
          "portfolio / NPS / A",
          "portfolio / CSAT / A",
          "portfolio / Effort (CES) / A",
          "portfolio / Renewal rate by value / A");

  /** A number with the labels it is chosen by, as it is written in a rule. */
  private static final Pattern SELECTOR =
      Pattern.compile(
          "(?:\\b(?:customer_health|kafka|jvm|process|disk)_[a-z0-9_]+|\\bup\\b)(?:\\{[^}]*\\})?");

  private static final Pattern CHOICE =
      Pattern.compile("label_values\\((?<selector>.+), *(?<label>\\w+)\\)");

  /** Figures that are recorded and stay zero while nothing is wrong. */
  private static final Map<String, String> RECORDED_ZERO =
      Map.of("target:customer_health_notify_failed:ratio15m", "every notification arrives");

  /** Numbers of Kafka that count what breaks. */
  private static final Set<String> NEVER_MOVES =
      Set.of(
          "kafka_stream_failed_stream_threads_total",
          "kafka_stream_state_background_errors",
          "kafka_producer_record_error_total");

  private static Path folder;
  private static WatchedDemo demo;
  private static Instant begin;
  private static PanelAnswers answers;

  @BeforeAll
  static void watchDemo() throws Exception {
    folder = Files.createTempDirectory(KeptFolder.ofBuild(), "dashboards-it-");
    begin = Instant.now();
    demo = WatchedDemo.start(folder);
    Awaitility.await("open alerts")
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(2))
        .ignoreExceptions()
        .until(
            () -> {
              demo.followUp();
              return true;
            });
    try {
      Awaitility.await("every panel to show something")
          .atMost(LIMIT)
          .pollInterval(Duration.ofSeconds(5))
          .until(
              () -> {
                answers = PanelAnswers.ask(demo.prometheus(), begin);
                return quiet().unexpectedlyEmpty(answers.all()).isEmpty()
                    && quiet().unexpectedlyZero(answers.all()).isEmpty()
                    && quiet().restless(answers.all()).isEmpty();
              });
    } catch (ConditionTimeoutException reported) {
      // The tests below say which panels.
      assertThat(answers).isNotNull();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (demo != null) {
      demo.close();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The history ends today. */
  private static QuietPanels quiet() {
    return QuietPanels.on(LocalDate.now(ZoneOffset.UTC));
  }

  @Test
  void every_query_of_every_panel_has_an_answer() {
    assertThat(quiet().unexpectedlyEmpty(answers.all())).isEmpty();
  }

  /**
   * Only when the made-up history has come to today's month; what is measured against the beginning
   * of a period is there on its first day.
   */
  @Test
  void the_other_periods_that_can_be_chosen_have_an_answer_in_every_panel_that_asks_for_one() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    for (String period : List.of("month", "quarter")) {
      boolean young =
          today.getDayOfMonth() < SOME_DAYS
              && (period.equals("month") || today.getMonthValue() % 3 == 1);
      Awaitility.await(period)
          .atMost(LIMIT)
          .pollInterval(Duration.ofSeconds(5))
          .untilAsserted(
              () -> {
                List<Shown> shown = PanelAnswers.askOf(demo.prometheus(), begin, period);
                assertThat(shown).extracting(Shown::place).containsAll(TAKES_DAYS);
                assertThat(shown)
                    .as(period)
                    .filteredOn(each -> !young || !TAKES_DAYS.contains(each.place()))
                    .hasSizeGreaterThan(5)
                    .noneMatch(Shown::isEmpty);
              });
    }
  }

  @Test
  void no_panel_shows_only_zeros_unless_that_is_good_news() {
    assertThat(quiet().unexpectedlyZero(answers.all())).isEmpty();
  }

  /** Or what is listed as good news would hide bad ones. */
  @Test
  void what_must_be_zero_or_empty_while_nothing_is_wrong_is() {
    assertThat(quiet().restless(answers.all())).isEmpty();
  }

  @Test
  void prometheus_evaluates_every_rule_and_records_every_figure() throws IOException {
    JsonNode groups = demo.prometheus().rules().path("groups");
    Set<String> well = new HashSet<>();
    for (JsonNode group : groups) {
      for (JsonNode rule : group.path("rules")) {
        assertThat(rule.path("lastError").asText()).as(rule.path("name").asText()).isEmpty();
        if (rule.path("health").asText().equals("ok")) {
          well.add(rule.path("name").asText());
        }
      }
    }
    assertThat(well)
        .containsAll(PrometheusRules.all().stream().map(PrometheusRules.Rule::name).toList());
    for (PrometheusRules.Rule figure : PrometheusRulesTest.recorded()) {
      assertThat(series(figure.name())).as(figure.name()).isPositive();
    }
  }

  @Test
  void what_is_recorded_is_zero_exactly_where_that_is_good_news() throws IOException {
    Set<String> zero = new TreeSet<>();
    for (PrometheusRules.Rule figure : PrometheusRulesTest.recorded()) {
      if (found("last_over_time(%s[10m]) != 0".formatted(figure.name())) == 0) {
        zero.add(figure.name());
      }
    }
    assertThat(zero).isEqualTo(RECORDED_ZERO.keySet());
  }

  /**
   * An alert's own expression is empty while all is well; what it looks at must be there, by the
   * labels it is chosen by.
   */
  @Test
  void every_number_a_rule_looks_at_is_there() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (PrometheusRules.Rule rule : PrometheusRules.all()) {
      // What is recorded has a colon in its name and a test of its own.
      Matcher selector = SELECTOR.matcher(rule.expression().replaceAll("\\w+:\\w+:\\w+", ""));
      int selectors = 0;
      while (selector.find()) {
        selectors++;
        if (series(selector.group()) == 0) {
          missing.add(rule.name() + ": " + selector.group());
        }
      }
      if (selectors == 0 && !rule.expression().contains(":")) {
        missing.add(rule.name() + " looks at nothing");
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void every_variable_of_a_dashboard_has_something_to_choose_from() throws IOException {
    Set<String> choices = new TreeSet<>();
    Set<String> none = new TreeSet<>();
    for (DashboardFile dashboard : DashboardFile.all()) {
      for (JsonNode variable : dashboard.json().at("/templating/list")) {
        Matcher choice = CHOICE.matcher(variable.path("query").path("query").asText());
        if (choice.matches()) {
          choices.add(variable.path("name").asText());
          if (found(
                  "count by (%s) (last_over_time(%s[10m]))"
                      .formatted(choice.group("label"), choice.group("selector")))
              == 0) {
            none.add(variable.path("name").asText());
          }
        }
      }
    }
    assertThat(choices).containsExactlyInAnyOrder("csm", "region", "rule", "segment");
    assertThat(none).isEmpty();
  }

  @Test
  void no_alert_about_the_service_fires_in_the_demo() {
    JsonNode firing =
        demo.prometheus()
            .at("ALERTS{alertname=~\"CustomerHealth.*\",alertstate=\"firing\"}", Instant.now());
    assertThat(firing.path("result")).isEmpty();
  }

  /** Many of Kafka's numbers exist and never move: such a panel or alert would be a lie. */
  @Test
  void every_number_of_kafka_that_is_kept_moves_or_counts_what_waits_or_failed() {
    Set<String> still = names("{__name__=~\"kafka_.*\"}");
    assertThat(still).isNotEmpty();
    still.removeAll(names("{__name__=~\"kafka_.*\"} > 0"));
    assertThat(still)
        .containsAll(NEVER_MOVES)
        .isSubsetOf(
            // Nothing waits while the service keeps up.
            "kafka_consumer_fetch_manager_records_lag",
            "kafka_stream_failed_stream_threads_total",
            "kafka_stream_state_background_errors",
            "kafka_stream_task_dropped_records_total",
            "kafka_stream_thread_task_closed_total",
            "kafka_stream_state_updater_active_restoring_tasks",
            "kafka_consumer_coordinator_failed_rebalance_total",
            "kafka_producer_record_error_total",
            "kafka_producer_record_retry_total");
  }

  /** Kafka Streams has thousands; a Prometheus pays for each, and an instance has its own. */
  @Test
  void of_the_numbers_of_kafka_only_those_are_shown_that_somebody_looks_at() {
    JsonNode counted =
        demo.prometheus()
            .at("count({__name__=~\"kafka_.*\",job=\"customer-health\"})", Instant.now());
    assertThat(counted.at("/result/0/value/1").asInt()).isBetween(100, 800);
  }

  private static Set<String> names(String selector) {
    JsonNode data =
        demo.prometheus()
            .over(
                "count by (__name__) (%s)".formatted(selector),
                begin,
                Instant.now(),
                Duration.ofSeconds(2));
    return StreamSupport.stream(data.path("result").spliterator(), false)
        .map(series -> series.at("/metric/__name__").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void what_the_running_service_shows_passes_the_check_of_prometheus() throws Exception {
    String ours =
        demo.service("/metrics")
            .body()
            .lines()
            .filter(line -> line.matches("(# (HELP|TYPE) )?customer_health_.*"))
            .collect(Collectors.joining("\n", "", "\n"));

    Promtool checked = Promtool.reading(ours, "check", "metrics");

    assertThat(checked.said()).isEmpty();
    assertThat(checked.exitCode()).isZero();
  }

  /** A partition's lag told twice would be counted twice. */
  @Test
  void no_partition_has_two_lags() {
    JsonNode data =
        demo.prometheus()
            .at(
                "count by (topic, partition) (kafka_consumer_fetch_manager_records_lag"
                    + "{job=\"customer-health\",topic!~\".*-changelog\"}) > 1",
                Instant.now());
    assertThat(data.path("result")).isEmpty();
  }

  private static int series(String selector) {
    return found("last_over_time(%s[10m])".formatted(selector));
  }

  private static int found(String expression) {
    return demo.prometheus().at(expression, Instant.now()).path("result").size();
  }

  /** Not with the others: npm fetches some 700 MB for it, and a browser is needed. */
  @Test
  @Tag("pictures")
  void every_panel_can_be_drawn_with_components_of_grafana_and_has_a_unit_it_knows()
      throws Exception {
    NpmFolder npm = NpmFolder.install("dashboards", "draw.js", "panels.jsx");
    Path file = folder.resolve("answers.json");
    new ObjectMapper().writeValue(file.toFile(), answers.json());
    Path out = Path.of("target", "dashboards").toAbsolutePath();
    String said =
        npm.run(
            Map.of("CHROMIUM", DebianProgram.find("chromium", "chromium").toString()),
            "draw.js",
            Path.of("grafana", "dashboards").toAbsolutePath().toString(),
            file.toAbsolutePath().toString(),
            out.toString());
    JsonNode report = new ObjectMapper().readTree(said);

    assertThat(report.path("unknownUnits")).isEmpty();
    assertThat(report.path("complaints")).isEmpty();
    int panels = 0;
    for (DashboardFile dashboard : DashboardFile.all()) {
      panels += dashboard.panels().size();
      assertThat(Files.size(out.resolve(dashboard.json().path("uid").asText() + ".png")))
          .isGreaterThan(20_000);
    }
    assertThat(report.path("panels")).hasSize(panels);
    List<String> blank =
        StreamSupport.stream(report.path("panels").spliterator(), false)
            .filter(
                panel ->
                    panel.path("text").asText().matches("|No data")
                        && panel.path("canvases").asInt() == 0)
            .map(panel -> panel.path("dashboard").asText() + ": " + panel.path("title").asText())
            .toList();
    assertThat(blank).isSubsetOf("customer-health-operations: Alerts of Prometheus");
    assertThat(drawnWithoutCurrency(report)).isEmpty();
  }

  /** The demo's is the dollar. */
  private static List<String> drawnWithoutCurrency(JsonNode report) throws IOException {
    Set<String> money = new HashSet<>();
    for (DashboardFile dashboard : DashboardFile.all()) {
      for (JsonNode panel : dashboard.panels()) {
        if (DashboardFile.showsMoney(panel)) {
          money.add(dashboard.json().path("uid").asText() + panel.path("id").asText());
        }
      }
    }
    assertThat(money).hasSizeGreaterThan(5);
    return StreamSupport.stream(report.path("panels").spliterator(), false)
        .filter(
            panel ->
                money.contains(panel.path("dashboard").asText() + panel.path("id").asText())
                    && !panel.path("text").asText().contains("USD"))
        .map(panel -> panel.path("title").asText())
        .toList();
  }
}
