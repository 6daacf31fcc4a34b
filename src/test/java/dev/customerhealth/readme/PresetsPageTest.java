package dev.customerhealth.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.scoring.WeightedMeasure;
import dev.customerhealth.model.FunctionText;
import dev.customerhealth.model.ModelLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every number of the shipped models stands on a page with its reason. {@code -Dsnapshots=update}
 * writes the numbers; the reasons are written by hand.
 */
class PresetsPageTest {
  private static final Path PAGE = Path.of("docs/presets.md");

  /** A section or a rule of the domain reference, or our own choice, which says why. */
  private static final Pattern SOURCE =
      Pattern.compile("(section \\d: .+|R\\d+[a-z]?(: .+)?|our choice: .+)");

  private final ModelLibrary library = ModelLibrary.presets();

  @Test
  void every_function_weight_window_and_half_life_is_there_with_its_reason() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (ScoringModel model : library.models()) {
      int place = 0;
      for (Component component : model.components()) {
        for (WeightedMeasure part : component.measures()) {
          rows.add(row(model, component, part, model.weight(place)));
          place++;
        }
      }
    }

    assertSection("numbers", rows, 3);
  }

  private static List<String> row(
      ScoringModel model, Component component, WeightedMeasure part, double weight) {
    WindowedMeasure measure = part.measure();
    int halfLife = part.staleness().halfLifeDays();
    assertThat(part.staleness().expiryDays()).as("no shipped model expires answers").isZero();
    assertThat(part.graceDays()).as("no shipped model has a grace period").isZero();
    return List.of(
        model.id(),
        component.label(),
        measure.measure().id(),
        FunctionText.number(weight),
        measure.windowDays() == 0 ? "" : Integer.toString(measure.windowDays()),
        FunctionText.of(part.function()),
        halfLife == 0 ? "" : Integer.toString(halfLife));
  }

  @Test
  void so_is_what_a_score_needs_at_least_and_what_is_assumed() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (ScoringModel model : library.models()) {
      assertThat(model.caps()).as("no shipped model has caps").isEmpty();
      rows.add(
          List.of(
              model.id(),
              FunctionText.number(100 * model.minimumCoverage()) + "%",
              Integer.toString(model.assumedPlanFeatures())));
    }

    assertSection("models", rows, 1);
  }

  /**
   * Holds a table to rows without their reasons.
   *
   * @param naming the column, from 1, that together with the first one names a row
   */
  private static void assertSection(String name, List<List<String>> rows, int naming)
      throws IOException {
    String page = Files.readString(PAGE);
    String open = "<!-- " + name + " -->\n";
    int from = page.indexOf(open) + open.length();
    int to = page.indexOf("<!-- /" + name + " -->");
    List<String> lines = page.substring(from, to).lines().toList();
    Map<String, String> reasons = new HashMap<>();
    for (String line : lines.subList(2, lines.size())) {
      List<String> cells = cells(line);
      reasons.put(cells.get(0) + " " + cells.get(naming - 1), cells.get(cells.size() - 1));
    }
    StringBuilder table = new StringBuilder(lines.get(0) + "\n" + lines.get(1) + "\n");
    for (List<String> row : rows) {
      String reason = reasons.getOrDefault(row.get(0) + " " + row.get(naming - 1), "");
      assertThat(reason).as("the reason of %s in %s", row, PAGE).matches(SOURCE);
      table.append("| ");
      row.forEach(cell -> table.append(cell).append(cell.isEmpty() ? "| " : " | "));
      table.append(reason).append(" |\n");
    }
    if ("update".equals(System.getProperty("snapshots"))) {
      Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
      return;
    }
    assertThat(page.substring(from, to))
        .as("%s; mvn -Dtest=PresetsPageTest -Dsnapshots=update test writes the numbers", PAGE)
        .isEqualTo(table.toString());
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.substring(1, line.length() - 1).split("\\|", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }
}
