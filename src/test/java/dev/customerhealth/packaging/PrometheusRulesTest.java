package dev.customerhealth.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.packaging.PrometheusRules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said of the rules without Prometheus; the rest is in PrometheusRulesInteropIT. */
class PrometheusRulesTest {

  private static final Path RUNBOOKS = Path.of("docs", "runbooks");

  static List<Rule> alerts() throws IOException {
    return PrometheusRules.all().stream().filter(Rule::isAlert).toList();
  }

  static List<Rule> recorded() throws IOException {
    return PrometheusRules.all().stream().filter(rule -> !rule.isAlert()).toList();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void an_alert_says_how_bad_it_is_what_it_means_and_where_to_read_on(Rule alert) {
    JsonNode annotations = alert.json().path("annotations");
    assertThat(alert.json().at("/labels/severity").asText()).isIn("critical", "warning", "info");
    assertThat(annotations.path("summary").asText()).hasSizeBetween(10, 120);
    assertThat(annotations.path("description").asText()).hasSizeGreaterThan(40);
    assertThat(annotations.path("runbook").asText())
        .isEqualTo(RUNBOOKS.resolve(alert.name() + ".md").toString());
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void an_alert_has_a_page_that_says_what_it_means_what_to_check_and_what_to_do(Rule alert)
      throws IOException {
    assertThat(Files.readString(RUNBOOKS.resolve(alert.name() + ".md")))
        .startsWith("# " + alert.name() + "\n")
        .contains(
            "Severity: " + alert.json().at("/labels/severity").asText() + ".",
            "## What it means",
            "## Check",
            "## Do");
  }

  /** Titles of panels stand in asterisks. */
  @ParameterizedTest
  @MethodSource("alerts")
  void every_panel_that_a_page_names_is_on_a_dashboard(Rule alert) throws IOException {
    Set<String> titles = new HashSet<>();
    for (DashboardFile dashboard : DashboardFile.all()) {
      dashboard.panels().forEach(panel -> titles.add(panel.path("title").asText()));
    }
    Matcher named =
        Pattern.compile("(?<![*\\w])\\*([^*\n]+)\\*(?!\\*)")
            .matcher(Files.readString(RUNBOOKS.resolve(alert.name() + ".md")));
    while (named.find()) {
      assertThat(titles).contains(named.group(1));
    }
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void every_page_says_in_words_of_its_own_what_to_do(Rule alert) throws IOException {
    String page = Files.readString(RUNBOOKS.resolve(alert.name() + ".md"));
    assertThat(page.substring(page.indexOf("## Do")).lines().filter(line -> line.startsWith("- ")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).hasSizeGreaterThan(18));
  }

  @Test
  void there_is_no_page_without_an_alert() throws IOException {
    try (Stream<Path> pages = Files.list(RUNBOOKS)) {
      assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
          .containsExactlyInAnyOrderElementsOf(alerts().stream().map(Rule::name).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void the_page_for_operators_says_what_an_alert_means(Rule alert) throws IOException {
    assertThat(Files.readString(Path.of("docs", "operations.md")))
        .contains(
            "| [%s](runbooks/%s.md) | %s | %s |"
                .formatted(
                    alert.name(),
                    alert.name(),
                    alert.json().at("/labels/severity").asText(),
                    alert.json().at("/annotations/description").asText()));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void an_alert_has_a_test_in_which_it_fires_and_one_in_which_it_does_not(Rule alert)
      throws IOException {
    List<Boolean> fires =
        PrometheusRules.tests().stream()
            .flatMap(test -> children(test.path("alert_rule_test")))
            .filter(test -> test.path("alertname").asText().equals(alert.name()))
            .map(test -> !test.path("exp_alerts").isEmpty())
            .toList();

    assertThat(fires).contains(true, false);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void a_recorded_figure_has_a_test_with_a_value_and_one_without(Rule figure) throws IOException {
    List<Boolean> values =
        PrometheusRules.tests().stream()
            .flatMap(test -> children(test.path("promql_expr_test")))
            .filter(test -> test.path("expr").asText().contains(figure.name()))
            .map(test -> !test.path("exp_samples").isEmpty())
            .toList();

    assertThat(values).contains(true, false);
  }

  @Test
  void every_link_of_the_pages_for_operators_leads_somewhere() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("docs", "operations.md")));
    try (Stream<Path> runbooks = Files.list(RUNBOOKS)) {
      runbooks.forEach(pages::add);
    }
    for (Path page : pages) {
      Matcher link = Pattern.compile("]\\(([^)#]+)").matcher(Files.readString(page));
      while (link.find()) {
        assertThat(page.resolveSibling(link.group(1))).as(page.toString()).exists();
      }
    }
  }

  /** Each store reports the whole cache that they share; a sum would count it many times. */
  @Test
  void nobody_sums_the_block_cache() throws IOException {
    assertThat(expressions().filter(expression -> expression.contains("block_cache")))
        .isNotEmpty()
        .allSatisfy(expression -> assertThat(expression).contains("max").doesNotContain("sum"));
  }

  /** It never returns to zero; the number of restoring tasks does. */
  @Test
  void nobody_waits_for_the_remaining_records_of_a_restore() throws IOException {
    assertThat(expressions().collect(Collectors.joining("\n")))
        .contains("active_restoring_tasks")
        .doesNotContain("restore_remaining_records");
  }

  private static Stream<String> expressions() throws IOException {
    return Stream.concat(
        PrometheusRules.all().stream().map(Rule::expression),
        DashboardFile.all().stream().flatMap(dashboard -> dashboard.expressions().stream()));
  }

  private static Stream<JsonNode> children(JsonNode list) {
    return Stream.iterate(0, index -> index < list.size(), index -> index + 1).map(list::get);
  }
}
