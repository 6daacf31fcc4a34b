package dev.customerhealth.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
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
      assertThat(panel.path("description").asText())
          .as(panel.path("title").asText())
          .hasSizeGreaterThan(20);
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      assertThat(panel.at("/fieldConfig/defaults/thresholds/steps")).isNotEmpty();
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
    }
    assertThat(ids).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void every_panel_leads_on_to_the_console_or_to_another_dashboard(DashboardFile dashboard) {
    for (JsonNode panel : dashboard.panels()) {
      assertThat(panel.at("/fieldConfig/defaults/links"))
          .as(panel.path("title").asText())
          .isNotEmpty()
          .allSatisfy(
              link ->
                  assertThat(link.path("url").asText())
                      .matches("(\\$\\{console}/|/d/customer-health-[a-z]+\\?).*"));
    }
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
