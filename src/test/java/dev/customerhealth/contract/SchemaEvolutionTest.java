package dev.customerhealth.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every schema against every version of it that was ever released. See schemas/README.md. */
class SchemaEvolutionTest {
  static List<String> names() {
    return SchemaFiles.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_schema_reads_and_is_read_by_every_released_version(String name) {
    Schema current = SchemaFiles.current(name);
    List<Schema> released = SchemaFiles.released(name);
    List<String> objections = new ArrayList<>();
    for (int version = 1; version <= released.size(); version++) {
      for (String objection : SchemaEvolutionGuard.change(released.get(version - 1), current)) {
        objections.add("since v" + version + ": " + objection);
      }
    }

    assertThat(objections)
        .as("schemas/%s.avsc against schemas/released/%s; see schemas/README.md", name, name)
        .isEmpty();
  }

  /**
   * Otherwise a change made and changed again before its release could stay unreleased for ever.
   */
  @ParameterizedTest
  @MethodSource("names")
  void a_schema_is_its_latest_released_version_but_for_better_words(String name) {
    List<Schema> released = SchemaFiles.released(name);

    assertThat(released.get(released.size() - 1))
        .as(
            "the latest of schemas/released/%1$s against schemas/%1$s.avsc. To do: copy it to"
                + " schemas/released/%1$s/v%2$d.avsc and write the sums, as schemas/README.md"
                + " says.",
            name, released.size() + 1)
        .isEqualTo(SchemaFiles.current(name));
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_schema_is_documented_and_its_enums_have_a_default(String name) {
    assertThat(SchemaEvolutionGuard.form(SchemaFiles.current(name)))
        .as("schemas/%s.avsc", name)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void released_versions_grow_from_one_to_the_next(String name) {
    List<Schema> released = SchemaFiles.released(name);
    for (int version = 1; version < released.size(); version++) {
      assertThat(SchemaEvolutionGuard.change(released.get(version - 1), released.get(version)))
          .as("schemas/released/%s: v%d to v%d", name, version, version + 1)
          .isEmpty();
    }
  }

  @Test
  void every_schema_has_been_released_and_no_released_one_is_gone() {
    assertThat(new TreeSet<>(SchemaFiles.names()))
        .as(
            "schemas/*.avsc and the folders of schemas/released. A new record: copy it to"
                + " schemas/released/<record>/v1.avsc. A missing one: put it back, its topic may"
                + " still hold records.")
        .isEqualTo(new TreeSet<>(SchemaFiles.releasedNames()));
  }

  @Test
  void released_versions_are_numbered_without_a_gap() {
    int numbered =
        SchemaFiles.names().stream().mapToInt(name -> SchemaFiles.released(name).size()).sum();

    assertThat(SchemaFiles.releasedFiles())
        .as(
            "files in schemas/released/<record>: v1.avsc, v2.avsc, ... without a gap and nothing"
                + " else")
        .hasSize(numbered);
  }

  @Test
  void a_released_version_is_never_edited() throws IOException {
    String actual =
        SchemaFiles.releasedFiles().stream()
            .map(SchemaEvolutionTest::checksumLine)
            .sorted()
            .collect(Collectors.joining("\n"));
    String expected =
        Files.readAllLines(SchemaFiles.RELEASED.resolve("SHA256SUMS")).stream()
            .sorted()
            .collect(Collectors.joining("\n"));

    assertThat(actual)
        .as(
            "schemas/released against its SHA256SUMS. Was a released file edited? Put it back and"
                + " change the current schema. Was a version added? Update the sums as"
                + " schemas/README.md says.")
        .isEqualTo(expected);
  }

  private static String checksumLine(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      String name = SchemaFiles.RELEASED.relativize(file).toString().replace('\\', '/');
      return HexFormat.of().formatHex(digest) + "  " + name;
    } catch (IOException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(file + " cannot be read", impossible);
    }
  }
}
