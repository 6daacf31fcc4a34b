package dev.customerhealth.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the numbers exist is shown against a running service, in ServiceProcessIT. */
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
    for (JsonNode panel : dashboard.json().path("panels")) {
      assertThat(panel.path("title").asText()).isNotBlank();
      assertThat(panel.path("description").asText()).hasSizeGreaterThan(20);
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
    }
    assertThat(ids).isNotEmpty();
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
