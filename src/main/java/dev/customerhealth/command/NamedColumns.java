package dev.customerhealth.command;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Columns of names, as wide as what stands in them: a fixed width breaks with the first address.
 */
final class NamedColumns {

  /** A name longer than the id of a rule may be moves the rest of its own row only. */
  private static final int WIDEST = 60;

  private NamedColumns() {}

  /**
   * The format of a whole row: every column as wide as the longest name in it, the last excepted,
   * which nothing follows.
   *
   * @param rows the headings among them, at least one; equally many cells each
   */
  static String row(List<List<String>> rows) {
    return IntStream.range(0, rows.get(0).size() - 1)
        .mapToObj(column -> column(rows.stream().map(row -> row.get(column))))
        .collect(Collectors.joining("", "", "%s"));
  }

  /**
   * The format of one column and the gap behind it.
   *
   * @param names what stands in it, the heading among them
   */
  static String column(Stream<String> names) {
    int width = names.mapToInt(String::length).filter(length -> length <= WIDEST).max().orElse(1);
    return "%-" + width + "s  ";
  }
}
