package dev.customerhealth.command;

import dev.customerhealth.domain.measure.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The catalogue of measures as a table, for {@code measures} and the documentation. */
final class MeasureTable {
  private static final List<String> HEADINGS =
      List.of(
          "measure", "unit", "windows", "earlier", "direction", "facts", "source", "what it says");

  private MeasureTable() {}

  /**
   * A Markdown table whose columns line up, so that it reads in a terminal too. The default window
   * comes first.
   */
  static String markdown() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    rows.add(HEADINGS.stream().map(heading -> "---").toList());
    for (Measure measure : Measure.all()) {
      rows.add(row(measure));
    }
    int[] widths = new int[HEADINGS.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      table.append('|');
      for (int column = 0; column < widths.length; column++) {
        String cell = row.get(column);
        table.append(' ').append(cell).append(" ".repeat(widths[column] - cell.length()));
        table.append(" |");
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static List<String> row(Measure measure) {
    return List.of(
        measure.id(),
        measure.unit(),
        windows(measure),
        measure.hasEarlier() ? "yes" : "no",
        measure.direction().words(),
        String.join(", ", measure.facts()),
        measure.source(),
        measure.description());
  }

  private static String windows(Measure measure) {
    String byDefault = measure.defaultWindow() == 0 ? "today" : measure.defaultWindow() + "d";
    String others =
        measure.windows().stream()
            .filter(days -> days != measure.defaultWindow())
            .map(days -> ", " + days + "d")
            .collect(Collectors.joining());
    return byDefault + others;
  }
}
