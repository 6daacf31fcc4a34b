package dev.customerhealth.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That every expression has an answer is shown against a running service, in DashboardsInteropIT.
 */
class DashboardTest {

  private static final String CONSOLE = "${console}";
  private static final String RUNBOOKS = "${runbooks}/";
  private static final String CURRENCY = "{{currency}}";

  private static final Pattern DESCRIPTION =
      Pattern.compile("(?s)\\S.{9,}[.!?]\\)?\n\n\\*\\*Do:\\*\\* ([A-Z].{19,}[.?]\\)?)");

  static List<DashboardFile> dashboards() throws IOException {
    return DashboardFile.all();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void it_can_be_linked_to_and_has_its_source_as_a_variable(DashboardFile dashboard) {
    assertThat(dashboard.json().path("uid").asText()).matches("[a-z][a-z-]+");
    assertThat(dashboard.json().path("schemaVersion").asInt()).isEqualTo(42);
    assertThat(dashboard.json().has("__inputs")).isFalse();
    assertThat(dashboard.json().at("/templating/list/0/type").asText()).isEqualTo("datasource");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void every_panel_says_what_it_shows_and_in_which_unit(DashboardFile dashboard) {
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard.panels()) {
      assertThat(panel.path("title").asText()).isNotBlank();
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      assertThat(panel.at("/fieldConfig/defaults/thresholds/steps")).isNotEmpty();
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
    }
    assertThat(ids).isNotEmpty();
  }

  /** What it shows, and behind an empty line what to do about it, which no two panels share. */
  @Test
  void every_description_says_what_is_shown_and_then_what_to_do() throws IOException {
    Set<String> deeds = new HashSet<>();
    for (DashboardFile dashboard : DashboardFile.all()) {
      for (JsonNode panel : dashboard.panels()) {
        Matcher said = DESCRIPTION.matcher(panel.path("description").asText());
        assertThat(said.matches()).as(panel.path("title").asText()).isTrue();
        assertThat(deeds.add(said.group(1))).as(said.group(1)).isTrue();
      }
    }
  }

  @Test
  void every_panel_that_a_description_names_is_there() throws IOException {
    Set<String> named = new HashSet<>();
    Set<String> titles = new HashSet<>();
    for (DashboardFile dashboard : DashboardFile.all()) {
      for (JsonNode panel : dashboard.panels()) {
        titles.add(panel.path("title").asText());
        // The name of a band is no panel, though it stands in the same marks.
        Matcher name =
            Pattern.compile("'((?!No score)[A-Z][^']+)'")
                .matcher(panel.path("description").asText());
        while (name.find()) {
          named.add(name.group(1));
        }
      }
    }
    assertThat(titles).hasSizeGreaterThan(60);
    assertThat(named).hasSizeGreaterThan(5).isSubsetOf(titles);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void every_panel_leads_into_the_console_or_to_a_runbook(DashboardFile dashboard)
      throws IOException {
    Set<String> routes = routesOfTheConsole();
    for (JsonNode panel : dashboard.panels()) {
      List<String> addresses = new ArrayList<>();
      panel
          .at("/fieldConfig/defaults/links")
          .forEach(link -> addresses.add(link.path("url").asText()));
      assertThat(addresses)
          .as(panel.path("title").asText())
          .anyMatch(address -> !address.startsWith("/d/"))
          .allSatisfy(address -> assertThat(leadsSomewhere(address, routes)).isTrue());
    }
  }

  private static boolean leadsSomewhere(String address, Set<String> routes) {
    if (address.startsWith(CONSOLE)) {
      return routes.contains(routeOf(address.substring(CONSOLE.length())));
    }
    if (address.startsWith(RUNBOOKS)) {
      String page = address.substring(RUNBOOKS.length());
      return page.equals("${__field.labels.alertname}.md")
          || Files.exists(Path.of("docs", "runbooks", page));
    }
    // Which dashboards there are is asked below.
    return address.startsWith("/d/customer-health-");
  }

  /** With the name of what is asked for, without its value. */
  private static String routeOf(String address) {
    return address
        .replaceFirst("(\\?[a-z-]+)=.+", "$1")
        .replaceFirst("^/accounts/\\$\\{__data.fields.account}$", "/accounts/ID");
  }

  /** As the page for operators lists them: what a console must answer. */
  private static Set<String> routesOfTheConsole() throws IOException {
    String page = Files.readString(Path.of("docs", "operations.md"));
    String list = page.replaceFirst("(?s).*<!-- console -->(.*)<!-- /console -->.*", "$1");
    Set<String> routes = new HashSet<>();
    Matcher route = Pattern.compile("(?m)^\\| `(/[^`=]+)(?:=[^`]+)?` \\|").matcher(list);
    while (route.find()) {
      routes.add(route.group(1));
    }
    return routes;
  }

  @Test
  void of_the_routes_a_console_must_answer_every_one_is_linked_to() throws IOException {
    Set<String> linked = new HashSet<>();
    for (DashboardFile dashboard : DashboardFile.all()) {
      for (JsonNode panel : dashboard.panels()) {
        for (JsonNode link : panel.at("/fieldConfig/defaults/links")) {
          String address = link.path("url").asText();
          if (address.startsWith(CONSOLE)) {
            linked.add(routeOf(address.substring(CONSOLE.length())));
          }
        }
      }
    }
    assertThat(linked).containsExactlyInAnyOrderElementsOf(routesOfTheConsole());
  }

  /** Of a Grafana of one's own the variable says another place. */
  @Test
  void the_compose_file_puts_the_runbooks_where_the_dashboards_look_for_them() throws IOException {
    assertThat(Files.readString(Path.of("docker-compose.yml")))
        .contains("./docs/runbooks:/usr/share/grafana/public/runbooks:ro");
    for (DashboardFile dashboard : DashboardFile.all()) {
      for (JsonNode variable : dashboard.json().at("/templating/list")) {
        if (variable.path("name").asText().equals("runbooks")) {
          assertThat(variable.path("query").asText()).isEqualTo("/public/runbooks");
        }
      }
    }
  }

  /**
   * A maximum forgets the labels, and with them in which money it is; a single number is drawn
   * without its name unless the panel says otherwise; and of a name beside a bar what does not fit
   * is cut off at its end.
   */
  @ParameterizedTest
  @MethodSource("dashboards")
  void money_is_shown_with_its_currency(DashboardFile dashboard) {
    for (JsonNode panel : dashboard.panels()) {
      for (JsonNode target : panel.path("targets")) {
        if (DashboardFile.showsMoney(target)) {
          String expression = target.path("expr").asText();
          assertThat(expression.substring(0, expression.indexOf("customer_health_")))
              .as(expression)
              .contains("currency");
          assertThat(showsItsCurrency(panel, target.path("legendFormat").asText()))
              .as(panel.path("title").asText())
              .isTrue();
        }
      }
    }
  }

  private static boolean showsItsCurrency(JsonNode panel, String legend) {
    return switch (panel.path("type").asText()) {
      case "table" -> !panel.toString().matches(".*\"(currency\":true|options\":\"currency\").*");
      case "stat" ->
          legend.endsWith(CURRENCY)
              && panel.at("/options/textMode").asText().equals("value_and_name");
      // Our own words are short; how long the name of a part is, nobody knows.
      case "bargauge" ->
          legend.contains("{{group}}") ? legend.startsWith(CURRENCY) : legend.endsWith(CURRENCY);
      default -> legend.contains(CURRENCY);
    };
  }

  @Test
  void money_is_on_stats_bars_and_tables() throws IOException {
    Set<String> kinds = new HashSet<>();
    for (DashboardFile dashboard : DashboardFile.all()) {
      for (JsonNode panel : dashboard.panels()) {
        if (DashboardFile.showsMoney(panel)) {
          kinds.add(panel.path("type").asText());
        }
      }
    }
    assertThat(kinds).containsExactlyInAnyOrder("stat", "bargauge", "table");
  }

  /** Whom an alert of operators sends to a dashboard must find there what it fired on. */
  @Test
  void what_an_alert_counts_of_ours_is_on_a_dashboard() throws IOException {
    Set<String> counted = new HashSet<>();
    for (PrometheusRules.Rule rule : PrometheusRules.all()) {
      Matcher counter =
          Pattern.compile("\\bcustomer_health_[a-z0-9_]+_total\\b").matcher(rule.expression());
      while (counter.find()) {
        counted.add(counter.group());
      }
    }
    Set<String> shown = new HashSet<>(DashboardFile.numbersOfTheService());
    shown.addAll(DashboardFile.numbersOfTheNotifier());
    assertThat(counted).hasSizeGreaterThan(10).isSubsetOf(shown);
  }

  /**
   * Kafka tells the lag of a topic with a dot in its name twice; ours have none but internal ones.
   */
  @Test
  void every_lag_leaves_the_topics_out_that_an_application_id_may_put_a_dot_into()
      throws IOException {
    List<String> expressions = new ArrayList<>();
    for (DashboardFile dashboard : DashboardFile.all()) {
      expressions.addAll(dashboard.expressions());
    }
    PrometheusRules.all().forEach(rule -> expressions.add(rule.expression()));
    Matcher lag =
        Pattern.compile("records_lag\\b(\\{[^}]*})?").matcher(String.join("\n", expressions));
    int lags = 0;
    while (lag.find()) {
      lags++;
      assertThat(lag.group(1)).contains("topic!~\".*-(changelog|repartition)\"");
    }
    assertThat(lags).isGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void a_panel_is_of_a_kind_grafana_has_and_asks_each_query_under_its_own_letter(
      DashboardFile dashboard) {
    for (JsonNode panel : dashboard.panels()) {
      Set<String> letters = new HashSet<>();
      assertThat(panel.path("type").asText()).isIn("stat", "timeseries", "bargauge", "table");
      assertThat(panel.path("targets")).isNotEmpty();
      for (JsonNode target : panel.path("targets")) {
        assertThat(letters.add(target.path("refId").asText())).isTrue();
        assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
        assertThat(target.path("instant").asBoolean())
            .isNotEqualTo(target.path("range").asBoolean());
      }
    }
  }

  /** A dashboard may show one of several values of a variable, and only variables that it has. */
  @ParameterizedTest
  @MethodSource("dashboards")
  void every_variable_a_panel_uses_is_one_of_the_dashboard(DashboardFile dashboard) {
    Set<String> known = new HashSet<>(Set.of("__rate_interval", "__url_time_range"));
    dashboard
        .json()
        .at("/templating/list")
        .forEach(variable -> known.add(variable.path("name").asText()));
    Matcher used =
        Pattern.compile("\\$\\{?(\\w+)(?![\\w.])")
            .matcher(dashboard.json().path("panels").toString());
    while (used.find()) {
      assertThat(known).contains(used.group(1));
    }
  }

  @Test
  void no_two_dashboards_have_the_same_address_and_links_among_them_lead_somewhere()
      throws IOException {
    List<String> uids =
        DashboardFile.all().stream()
            .map(dashboard -> dashboard.json().path("uid").asText())
            .toList();
    assertThat(uids).hasSize(4).doesNotHaveDuplicates();
    for (DashboardFile dashboard : DashboardFile.all()) {
      Matcher link = Pattern.compile("/d/([a-z-]+)").matcher(dashboard.json().toString());
      while (link.find()) {
        assertThat(uids).contains(link.group(1));
      }
    }
  }

  @Test
  void every_runbook_a_panel_names_is_there() throws IOException {
    Set<String> named = new HashSet<>();
    for (DashboardFile dashboard : DashboardFile.all()) {
      Matcher runbook =
          Pattern.compile("runbook (CustomerHealth[A-Za-z]+)").matcher(dashboard.json().toString());
      while (runbook.find()) {
        named.add(runbook.group(1));
      }
    }
    assertThat(named)
        .isNotEmpty()
        .allSatisfy(page -> assertThat(Path.of("docs", "runbooks", page + ".md")).exists());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panels_do_not_lie_over_each_other(DashboardFile dashboard) {
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : dashboard.json().path("panels")) {
      JsonNode place = panel.path("gridPos");
      int right = place.path("x").asInt() + place.path("w").asInt();
      int bottom = place.path("y").asInt() + place.path("h").asInt();
      assertThat(right).isLessThanOrEqualTo(24);
      for (int x = place.path("x").asInt(); x < right; x++) {
        for (int y = place.path("y").asInt(); y < bottom; y++) {
          assertThat(taken.add(x + "," + y)).as(panel.path("title").asText()).isTrue();
        }
      }
    }
  }
}
