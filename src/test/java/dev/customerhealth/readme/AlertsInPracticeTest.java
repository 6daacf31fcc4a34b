package dev.customerhealth.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every row of the table of failures names the test that shows it. */
class AlertsInPracticeTest {
  private static final Path PAGE = Path.of("docs/alerts-in-practice.md");
  private static final Pattern NAMED = Pattern.compile("`(\\w+)(?:\\.(\\w+))?`");

  @Test
  void every_row_of_the_failure_table_names_a_test_there_is() throws IOException {
    Map<String, Path> tests = tests();
    String[] parts = Files.readString(PAGE).split("## When something is down", -1);
    List<String> rows = parts[1].lines().filter(line -> line.startsWith("| ")).skip(1).toList();
    assertThat(rows).hasSizeGreaterThan(10);
    for (String row : rows) {
      List<MatchResult> names = NAMED.matcher(lastCell(row)).results().toList();
      assertThat(names).as("tests named in %s", row).isNotEmpty();
      for (MatchResult named : names) {
        assertThat(tests).as(row).containsKey(named.group(1));
        if (named.group(2) != null) {
          assertThat(Files.readString(tests.get(named.group(1))))
              .as(row)
              .contains("void " + named.group(2) + "(");
        }
      }
    }
  }

  private static String lastCell(String row) {
    String[] cells = row.split("\\|", -1);
    return cells[cells.length - 2];
  }

  private static Map<String, Path> tests() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  file -> file,
                  (one, other) -> one));
    }
  }
}
