package dev.customerhealth.development.registry;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * The subjects, versions, ids and compatibility levels, kept in memory and in a {@link Journal}.
 * Thread safe.
 */
final class SchemaBook implements Closeable {
  private final Journal journal;
  private final Map<String, List<Version>> subjects = new TreeMap<>();
  private final Map<Integer, String> texts = new HashMap<>();
  private final Map<String, Integer> idsByText = new HashMap<>();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();
  private CompatibilityLevel globalLevel = CompatibilityLevel.BACKWARD;

  /** One schema under a subject; versions count from 1. */
  record Version(String subject, int version, int id, String text) {
    Schema schema() {
      return new Schema.Parser().parse(text);
    }
  }

  SchemaBook(Path directory) throws IOException {
    this.journal = Journal.open(directory, this::replay);
  }

  synchronized List<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  synchronized List<Version> versions(String subject) throws RegistryProblem {
    List<Version> versions = subjects.get(subject);
    if (versions == null) {
      throw RegistryProblem.subjectNotFound(subject);
    }
    return List.copyOf(versions);
  }

  /**
   * One version.
   *
   * @param name a number from 1, {@code latest} or {@code -1}
   */
  synchronized Version version(String subject, String name) throws RegistryProblem {
    List<Version> versions = versions(subject);
    int number = name.equals("latest") || name.equals("-1") ? versions.size() : number(name);
    if (number > versions.size()) {
      throw RegistryProblem.versionNotFound(name);
    }
    return versions.get(number - 1);
  }

  synchronized String text(int id) throws RegistryProblem {
    String text = texts.get(id);
    if (text == null) {
      throw RegistryProblem.schemaNotFound(Integer.toString(id));
    }
    return text;
  }

  /** Finds a schema under a subject without registering it. */
  synchronized Version find(String subject, String schemaText) throws RegistryProblem {
    String canonical = canonical(schemaText);
    return versions(subject).stream()
        .filter(version -> version.text().equals(canonical))
        .findFirst()
        .orElseThrow(() -> RegistryProblem.schemaNotFound("under '" + subject + "'"));
  }

  /**
   * Registers a schema, unless the subject has it already. The same schema has one id under all
   * subjects.
   */
  synchronized Version register(String subject, String schemaText)
      throws RegistryProblem, IOException {
    String canonical = canonical(schemaText);
    List<Version> versions = subjects.getOrDefault(subject, List.of());
    for (Version known : versions) {
      if (known.text().equals(canonical)) {
        return known;
      }
    }
    List<String> objections = level(subject).objections(parse(canonical), schemas(versions));
    if (!objections.isEmpty()) {
      throw RegistryProblem.incompatible(subject, objections.toString());
    }
    int id = idsByText.getOrDefault(canonical, texts.size() + 1);
    Version version = new Version(subject, versions.size() + 1, id, canonical);
    // On disk before it is told to anyone: an id in a record must outlive this process.
    journal.append(new Journal.Registered(subject, id, canonical));
    add(version);
    return version;
  }

  /**
   * What stands against registering a schema.
   *
   * @param version the version to compare with, or empty for all that the level asks for
   */
  synchronized List<String> objections(String subject, Optional<String> version, String schemaText)
      throws RegistryProblem {
    Schema candidate = parse(canonical(schemaText));
    CompatibilityLevel level = level(subject);
    if (version.isEmpty()) {
      return level.objections(candidate, schemas(versions(subject)));
    }
    if (version.get().equals("latest") && !subjects.containsKey(subject)) {
      return List.of();
    }
    return level.objections(candidate, List.of(version(subject, version.get()).schema()));
  }

  synchronized CompatibilityLevel globalLevel() {
    return globalLevel;
  }

  synchronized Optional<CompatibilityLevel> ownLevel(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  /**
   * Sets a level.
   *
   * @param subject empty for all subjects without one of their own
   */
  synchronized void setLevel(Optional<String> subject, CompatibilityLevel level)
      throws IOException {
    journal.append(new Journal.LevelSet(subject, level));
    keep(subject, level);
  }

  @Override
  public synchronized void close() throws IOException {
    journal.close();
  }

  private CompatibilityLevel level(String subject) {
    return levels.getOrDefault(subject, globalLevel);
  }

  private void replay(Journal.Entry entry) {
    if (entry instanceof Journal.Registered registered) {
      int version = subjects.getOrDefault(registered.subject(), List.of()).size() + 1;
      add(new Version(registered.subject(), version, registered.id(), registered.text()));
    } else if (entry instanceof Journal.LevelSet set) {
      keep(set.subject(), set.level());
    }
  }

  private void add(Version version) {
    subjects.computeIfAbsent(version.subject(), subject -> new ArrayList<>()).add(version);
    texts.put(version.id(), version.text());
    idsByText.put(version.text(), version.id());
  }

  private void keep(Optional<String> subject, CompatibilityLevel level) {
    if (subject.isPresent()) {
      levels.put(subject.get(), level);
    } else {
      globalLevel = level;
    }
  }

  private static List<Schema> schemas(List<Version> versions) {
    return versions.stream().map(Version::schema).toList();
  }

  private static int number(String version) throws RegistryProblem {
    try {
      int number = Integer.parseInt(version);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw RegistryProblem.invalidVersion(version);
    }
    throw RegistryProblem.invalidVersion(version);
  }

  private static String canonical(String schemaText) throws RegistryProblem {
    return parse(schemaText).toString();
  }

  private static Schema parse(String schemaText) throws RegistryProblem {
    try {
      return new Schema.Parser().parse(schemaText);
    } catch (AvroRuntimeException invalid) {
      throw RegistryProblem.invalidSchema(String.valueOf(invalid.getMessage()));
    }
  }
}
