package dev.customerhealth.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.testing.NpmFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboards before Grafana's own library. A unit that it does not know is shown as it is
 * written, behind every number; a name that its types do not have is not looked at.
 */
class UnitsInteropIT {

  @Test
  void grafana_knows_every_unit_of_every_panel() throws Exception {
    Set<String> units = units();
    assertThat(units).contains("percentunit");

    assertThat(unknown(units)).isEmpty();
  }

  @Test
  void a_unit_that_nobody_knows_is_found() throws Exception {
    assertThat(unknown(Set.of("percentunit", "customers"))).containsExactly("customers");
  }

  @Test
  void every_dashboard_is_what_the_types_of_grafana_say_one_is() throws Exception {
    assertThat(mistyped(Path.of("grafana", "dashboards"))).isEmpty();
  }

  @Test
  void a_misspelt_name_and_a_value_of_another_kind_are_found(@TempDir Path folder)
      throws Exception {
    String dashboard = Files.readString(Path.of("grafana", "dashboards", "00-executive.json"));
    Files.writeString(
        folder.resolve("name.json"), dashboard.replaceFirst("\"refresh\"", "\"refreshes\""));
    Files.writeString(
        folder.resolve("value.json"),
        dashboard.replaceFirst("\"mode\": \"absolute\"", "\"mode\": \"absolut\""));

    assertThat(mistyped(folder))
        .hasSize(2)
        .anyMatch(error -> error.contains("refreshes"))
        .anyMatch(error -> error.contains("absolut"));
  }

  private static List<String> mistyped(Path dashboards) throws Exception {
    return NpmFolder.install("units", "units.js", "types.js")
        .run(Map.of(), "types.js", dashboards.toAbsolutePath().toString())
        .lines()
        .toList();
  }

  private static List<String> unknown(Set<String> units) throws Exception {
    String said =
        NpmFolder.install("units", "units.js")
            .run(Map.of(), "units.js", units.toArray(String[]::new));
    String answer = said.lines().reduce("", (earlier, line) -> line);
    return List.of(new ObjectMapper().readValue(answer, String[].class));
  }

  /** Those of the panels, and those that a part of a panel has instead. */
  private static Set<String> units() throws IOException {
    Set<String> units = new TreeSet<>();
    for (DashboardFile dashboard : DashboardFile.all()) {
      for (JsonNode panel : dashboard.panels()) {
        units.add(panel.at("/fieldConfig/defaults/unit").asText());
        for (JsonNode properties : panel.path("fieldConfig").findValues("properties")) {
          for (JsonNode property : properties) {
            if (property.path("id").asText().equals("unit")) {
              units.add(property.path("value").asText());
            }
          }
        }
      }
    }
    return units;
  }
}
