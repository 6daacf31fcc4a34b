package dev.customerhealth.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rules that Prometheus is given, and the tests of promtool for them. */
public final class PrometheusRules {

  static final Path CONFIG = Path.of("grafana", "prometheus.yml");
  static final Path FOLDER = Path.of("grafana", "prometheus");
  static final Path TESTS = FOLDER.resolve("tests");

  private static final YAMLMapper YAML = new YAMLMapper();

  private PrometheusRules() {}

  /**
   * A rule.
   *
   * @param file where it stands
   * @param name of the alert, or of what is recorded
   * @param json the whole rule
   */
  public record Rule(Path file, String name, JsonNode json) {

    /** Whether it raises an alert; otherwise it records a figure. */
    public boolean isAlert() {
      return json.has("alert");
    }

    /** What it asks Prometheus. */
    public String expression() {
      return json.path("expr").asText();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Every rule of every file, in the order of the files. */
  public static List<Rule> all() throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (Path file : files(FOLDER)) {
      for (JsonNode group : YAML.readTree(file.toFile()).path("groups")) {
        for (JsonNode rule : group.path("rules")) {
          rules.add(
              new Rule(file, rule.path(rule.has("alert") ? "alert" : "record").asText(), rule));
        }
      }
    }
    return rules;
  }

  /** Every test of every file for promtool. */
  static List<JsonNode> tests() throws IOException {
    List<JsonNode> tests = new ArrayList<>();
    for (Path file : files(TESTS)) {
      YAML.readTree(file.toFile()).path("tests").forEach(tests::add);
    }
    return tests;
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
    }
  }
}
