package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.measure.Measure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MeasuresCommandTest {
  private static final Path DOCUMENT = Path.of("docs/measures.md");
  private static final String OPEN = "<!-- measures -->\n";
  private static final String CLOSE = "<!-- /measures -->";

  @Test
  void every_measure_is_listed_with_its_unit_and_what_it_says() {
    StringWriter out = new StringWriter();
    CommandLine commandLine = RootCommand.commandLine(Clock.systemUTC());
    commandLine.setOut(new PrintWriter(out));

    assertThat(commandLine.execute("measures")).isZero();

    for (Measure measure : Measure.all()) {
      assertThat(out.toString().lines())
          .as(measure.id())
          .anyMatch(
              line ->
                  line.startsWith("| " + measure.id() + " ")
                      && line.contains(" " + measure.unit() + " ")
                      && line.contains(measure.description()));
    }
  }

  @Test
  void the_document_holds_the_same_table() throws IOException {
    String document = Files.readString(DOCUMENT);
    int from = document.indexOf(OPEN) + OPEN.length();
    int to = document.indexOf(CLOSE);
    assertThat(from).as("a section for the table").isGreaterThan(OPEN.length());
    if ("update".equals(System.getProperty("snapshots"))) {
      Files.writeString(
          DOCUMENT, document.substring(0, from) + MeasureTable.markdown() + document.substring(to));
      return;
    }
    assertThat(document.substring(from, to))
        .as("%s; mvn -Dtest=MeasuresCommandTest -Dsnapshots=update test rewrites it", DOCUMENT)
        .isEqualTo(MeasureTable.markdown());
  }
}
