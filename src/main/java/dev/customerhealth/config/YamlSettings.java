package dev.customerhealth.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a YAML document as a flat list of paths: maps are joined by dots, lists by commas, so that
 * {@code kafka: {security.protocol: SSL}} and {@code kafka: {security: {protocol: SSL}}} are the
 * same setting. The items of a list of maps are numbered from 1: {@code models.rules[1].model}.
 */
final class YamlSettings {

  private final String fileName;
  private final List<ConfigProblem> problems;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private YamlSettings(String fileName, List<ConfigProblem> problems) {
    this.fileName = fileName;
    this.problems = problems;
  }

  /**
   * Reads the whole document; empty where it could not be read to its end: what it says is not
   * known then, so nothing may be told of what it lacks.
   *
   * @param fileName named in problems
   * @param problems takes what is wrong with the document as such
   * @throws IOException when the reader fails
   */
  static Optional<Map<String, Setting>> read(
      Reader reader, String fileName, List<ConfigProblem> problems) throws IOException {
    YamlSettings result = new YamlSettings(fileName, problems);
    try (YAMLParser parser = new YAMLFactory().createParser(reader)) {
      return result.readDocument(parser) ? Optional.of(result.settings) : Optional.empty();
    } catch (JsonProcessingException e) {
      YamlTrouble trouble = YamlTrouble.of(e);
      String place = fileName + ":" + trouble.line();
      problems.add(new ConfigProblem(place, "", null, "not YAML: " + trouble.reason()));
      return Optional.empty();
    }
  }

  /** Whether all of it was read. */
  private boolean readDocument(YAMLParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null || token == JsonToken.VALUE_NULL) {
      return true;
    }
    if (token != JsonToken.START_OBJECT) {
      problems.add(new ConfigProblem(origin(parser), "", null, "expected 'name: value' lines"));
      return false;
    }
    readMap(parser, "");
    if (parser.nextToken() != null) {
      problems.add(
          new ConfigProblem(origin(parser), "", null, "expected one document, found a second one"));
      return false;
    }
    return true;
  }

  private void readMap(YAMLParser parser, String prefix) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String path = prefix + parser.currentName();
      String origin = origin(parser);
      switch (parser.nextToken()) {
        case START_OBJECT -> readMap(parser, path + ".");
        case START_ARRAY -> put(path, readList(parser, path), origin);
        case VALUE_NULL -> put(path, "", origin);
        default -> put(path, parser.getText(), origin);
      }
    }
  }

  private String readList(YAMLParser parser, String path) throws IOException {
    List<String> items = new ArrayList<>();
    int maps = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token.isScalarValue()) {
        items.add(parser.getText());
      } else if (token == JsonToken.START_OBJECT) {
        maps++;
        readMap(parser, path + "[" + maps + "].");
      } else {
        problems.add(
            new ConfigProblem(origin(parser), path, null, "expected a list of plain values"));
        parser.skipChildren();
      }
    }
    if (maps > 0 && !items.isEmpty()) {
      problems.add(
          new ConfigProblem(
              origin(parser),
              path,
              null,
              "expected a list of plain values, or one of 'name: value' lines"));
    }
    return String.join(",", items);
  }

  private void put(String path, String value, String origin) {
    Setting earlier = settings.putIfAbsent(path, new Setting(value, origin));
    if (earlier != null) {
      problems.add(new ConfigProblem(origin, path, value, "already set at " + earlier.origin()));
    }
  }

  private String origin(YAMLParser parser) {
    return fileName + ":" + parser.currentTokenLocation().getLineNr();
  }
}
