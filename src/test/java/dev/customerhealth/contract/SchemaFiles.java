package dev.customerhealth.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The folder schemas: the current ones, and the released versions of each. */
final class SchemaFiles {
  static final Path CURRENT = Path.of("schemas");
  static final Path RELEASED = CURRENT.resolve("released");
  private static final String SUFFIX = ".avsc";

  private SchemaFiles() {}

  /** Names of the current schemas, for instance {@code product-usage-event}. */
  static List<String> names() {
    return list(CURRENT).stream()
        .map(path -> path.getFileName().toString())
        .filter(name -> name.endsWith(SUFFIX))
        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
        .toList();
  }

  /** Names of the records that have released versions. */
  static List<String> releasedNames() {
    return list(RELEASED).stream()
        .filter(Files::isDirectory)
        .map(path -> path.getFileName().toString())
        .toList();
  }

  static Schema current(String name) {
    return parse(CURRENT.resolve(name + SUFFIX));
  }

  /** The released versions v1, v2, ... without a gap. */
  static List<Schema> released(String name) {
    List<Schema> versions = new ArrayList<>();
    Path next = version(name, 1);
    while (Files.exists(next)) {
      versions.add(parse(next));
      next = version(name, versions.size() + 1);
    }
    return versions;
  }

  /** Every file below the released folder. */
  static List<Path> releasedFiles() {
    return releasedNames().stream().flatMap(name -> list(RELEASED.resolve(name)).stream()).toList();
  }

  private static Path version(String name, int number) {
    return RELEASED.resolve(name).resolve("v" + number + SUFFIX);
  }

  private static List<Path> list(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
