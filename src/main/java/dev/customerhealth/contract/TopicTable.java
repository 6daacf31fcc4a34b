package dev.customerhealth.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The topics as a table, for {@code describe} and the README. */
public final class TopicTable {

  private static final List<String> HEADINGS =
      List.of("topic", "role", "key", "value", "partitions", "kept", "what it carries");

  private TopicTable() {}

  /** A Markdown table whose columns line up, so that it reads in a terminal too. */
  public static String markdown(Topics topics) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    for (Topic<?> topic : topics.all()) {
      rows.add(row(topic));
    }
    int[] widths = widths(rows);
    StringBuilder table = new StringBuilder();
    appendRow(table, rows.get(0), widths);
    appendRow(table, HEADINGS.stream().map(heading -> "---").toList(), widths);
    for (List<String> row : rows.subList(1, rows.size())) {
      appendRow(table, row, widths);
    }
    return table.toString();
  }

  private static List<String> row(Topic<?> topic) {
    return List.of(
        topic.name(),
        topic.role().name().toLowerCase(Locale.ROOT),
        topic.keyType().label(),
        topic.avro() ? topic.valueType().getSimpleName() : "raw bytes",
        Integer.toString(topic.partitions()),
        topic.retention().label(),
        topic.description());
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[HEADINGS.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return widths;
  }

  private static void appendRow(StringBuilder table, List<String> cells, int[] widths) {
    table.append('|');
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      table
          .append(' ')
          .append(cell)
          .append(" ".repeat(widths[column] - cell.length()))
          .append(" |");
    }
    table.append('\n');
  }
}
