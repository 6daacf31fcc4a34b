package dev.customerhealth.yaml;

import dev.customerhealth.yaml.YamlNode.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Ids given in one list, each once. */
public final class Ids {
  /** What an id looks like. */
  public static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public static final String EXPECTED =
      "expected small letters, digits and single '-', such as at-risk";

  private final Map<String, Place> given = new LinkedHashMap<>();

  /** The id; null, with a problem, when it cannot be used. */
  public String read(Fields fields, String what) {
    String id = fields.text("id", ID, EXPECTED);
    if (id != null) {
      once(fields, "id", id, "expected another id: a " + what + " has it already");
    }
    return id;
  }

  /** Says so when a name was given before. */
  public void once(Fields fields, String field, String name, String expected) {
    Place earlier = given.putIfAbsent(name, fields.place(field));
    if (earlier != null) {
      fields.wrong(field, expected + ", at " + earlier);
    }
  }

  /** How an item of a list is called in paths: by its name, or by its place from 1. */
  public static String nameOf(YamlNode node, String field, int place) {
    String name = node instanceof Mapping mapping ? mapping.text(field) : null;
    return name == null ? Integer.toString(place) : name;
  }
}
