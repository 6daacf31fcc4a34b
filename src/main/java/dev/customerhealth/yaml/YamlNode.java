package dev.customerhealth.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a YAML document that remembers where it was written. */
public sealed interface YamlNode {

  /** Where it begins. */
  Place place();

  /** What kind of value it is, for people. */
  String kind();

  /** How a plain value was written: JSON's kinds, which the schema tells apart too. */
  enum ScalarKind {
    TEXT("text"),
    NUMBER("a number"),
    TRUTH("true or false"),
    NOTHING("nothing");

    private final String words;

    ScalarKind(String words) {
      this.words = words;
    }
  }

  /**
   * A plain value.
   *
   * @param text as written; empty for nothing
   */
  record Scalar(Place place, String text, ScalarKind scalarKind) implements YamlNode {
    @Override
    public String kind() {
      return scalarKind.words;
    }
  }

  /** A list. */
  record Sequence(Place place, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * Names with values, in the order of the file.
   *
   * @param entries by name
   */
  record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String kind() {
      return "'name: value' lines";
    }

    /** The value of a name; null when it is not there. */
    public YamlNode get(String name) {
      Entry entry = entries.get(name);
      return entry == null ? null : entry.value();
    }

    /** The text of a plain value; null when there is none. */
    public String text(String name) {
      return get(name) instanceof Scalar scalar && scalar.scalarKind() != ScalarKind.NOTHING
          ? scalar.text()
          : null;
    }
  }

  /**
   * One line of a mapping.
   *
   * @param place where the name stands
   */
  record Entry(Place place, YamlNode value) {}
}
