package dev.customerhealth.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.customerhealth.config.YamlTrouble;
import dev.customerhealth.yaml.YamlNode.Entry;
import dev.customerhealth.yaml.YamlNode.Mapping;
import dev.customerhealth.yaml.YamlNode.Scalar;
import dev.customerhealth.yaml.YamlNode.ScalarKind;
import dev.customerhealth.yaml.YamlNode.Sequence;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one YAML document with the line of every value. */
public final class YamlDocument {
  /** A model is a page; deeper nesting is an attack or an accident. */
  private static final int DEEPEST = 20;

  private final YAMLParser parser;
  private final String file;
  private final Problems problems;

  private YamlDocument(YAMLParser parser, String file, Problems problems) {
    this.parser = parser;
    this.file = file;
    this.problems = problems;
  }

  /**
   * The document's names and values; empty when it has none, or is not YAML, which is a problem.
   *
   * @param file named in places
   * @throws IOException when the reader fails
   */
  public static Optional<Mapping> read(Reader reader, String file, Problems problems)
      throws IOException {
    YAMLFactory factory =
        YAMLFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();
    try (YAMLParser parser = factory.createParser(reader)) {
      return new YamlDocument(parser, file, problems).document();
    } catch (JsonProcessingException e) {
      throwIfUnreadable(e);
      YamlTrouble trouble = YamlTrouble.of(e);
      problems.add(new Place(file, trouble.line()), "", null, "not YAML: " + trouble.reason());
      return Optional.empty();
    }
  }

  /**
   * The parser wraps what the reader threw: a directory, or bytes that are no text, are no YAML.
   */
  private static void throwIfUnreadable(JsonProcessingException failed) throws IOException {
    for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException unreadable && !(cause instanceof JsonProcessingException)) {
        throw unreadable;
      }
    }
  }

  private Optional<Mapping> document() throws IOException {
    JsonToken token = parser.nextToken();
    if (token != JsonToken.START_OBJECT) {
      problems.add(new Place(file, 1), "", null, "expected 'name: value' lines");
      return Optional.empty();
    }
    Mapping mapping = mapping("");
    if (parser.nextToken() != null) {
      problems.add(here(), "", null, "expected one document, found a second one");
    }
    return Optional.of(mapping);
  }

  private YamlNode node(JsonToken token, String path) throws IOException {
    return switch (token) {
      case START_OBJECT -> mapping(path);
      case START_ARRAY -> sequence(path);
      default -> scalar(token, path);
    };
  }

  private Mapping mapping(String path) throws IOException {
    Place place = here();
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Place at = here();
      String below = path.isEmpty() ? name : path + "." + name;
      Entry entry = new Entry(at, node(parser.nextToken(), below));
      Entry earlier = entries.putIfAbsent(name, entry);
      if (earlier != null) {
        problems.add(at, below, null, "already set in line " + earlier.place().line());
      }
    }
    return new Mapping(place, entries);
  }

  private Sequence sequence(String path) throws IOException {
    Place place = here();
    List<YamlNode> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(node(token, path + "[" + (items.size() + 1) + "]"));
    }
    return new Sequence(place, items);
  }

  private Scalar scalar(JsonToken token, String path) throws IOException {
    if (parser.isCurrentAlias()) {
      problems.add(here(), path, "*" + parser.getText(), "expected a value; write it out");
    }
    ScalarKind kind =
        switch (token) {
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ScalarKind.NUMBER;
          case VALUE_TRUE, VALUE_FALSE -> ScalarKind.TRUTH;
          case VALUE_NULL -> ScalarKind.NOTHING;
          default -> ScalarKind.TEXT;
        };
    return new Scalar(here(), kind == ScalarKind.NOTHING ? "" : parser.getText(), kind);
  }

  private Place here() {
    return new Place(file, Math.max(1, parser.currentTokenLocation().getLineNr()));
  }
}
