package dev.customerhealth.yaml;

import dev.customerhealth.config.NearestName;
import dev.customerhealth.yaml.YamlNode.Mapping;
import dev.customerhealth.yaml.YamlNode.Scalar;
import dev.customerhealth.yaml.YamlNode.ScalarKind;
import dev.customerhealth.yaml.YamlNode.Sequence;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes typed values out of a mapping and collects what is wrong with them. Every reading method
 * answers with something usable when the value is not, so that one pass finds all problems.
 */
public final class Fields {
  /** How the refusal of an unknown field begins. */
  public static final String NO_SUCH_FIELD = "no such field";

  private static final Pattern DAYS = Pattern.compile("[1-9][0-9]{0,3}d");

  private final Mapping mapping;
  private final String path;
  private final Problems problems;
  private final Set<String> known = new TreeSet<>();

  /**
   * Takes values out of a mapping.
   *
   * @param path of the mapping within the document; empty for the document itself
   */
  public Fields(Mapping mapping, String path, Problems problems) {
    this.mapping = mapping;
    this.path = path;
    this.problems = problems;
  }

  /** The same mapping, to read one field of which what is wrong is told elsewhere. */
  public Fields tellingTo(Problems others) {
    return new Fields(mapping, path, others);
  }

  /** The fields of a node; empty, with a problem, when it is not a mapping. */
  public static Optional<Fields> of(YamlNode node, String path, Problems problems) {
    if (node instanceof Mapping mapping) {
      return Optional.of(new Fields(mapping, path, problems));
    }
    problems.add(node.place(), path, shown(node), "expected 'name: value' lines");
    return Optional.empty();
  }

  /** Path of a field within the document. */
  public String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Path of these fields within the document. */
  public String path() {
    return path;
  }

  /**
   * Where a field stands, a list or mapping by its name, which may be lines above its first item;
   * where these fields begin when it is not there.
   */
  public Place place(String name) {
    YamlNode.Entry entry = mapping.entries().get(name);
    if (entry == null) {
      return mapping.place();
    }
    return entry.value() instanceof Scalar ? entry.value().place() : entry.place();
  }

  public boolean has(String name) {
    known.add(name);
    return mapping.get(name) != null;
  }

  /** The node of a field that must be there; empty, with a problem, when it is not. */
  public Optional<YamlNode> node(String name, String expected) {
    known.add(name);
    YamlNode value = mapping.get(name);
    if (value == null) {
      problems.add(mapping.place(), path(name), null, "missing: " + expected);
    }
    return Optional.ofNullable(value);
  }

  /** A text that must be there; null, with a problem, when it cannot be used. */
  public String text(String name, Pattern allowed, String expected) {
    return node(name, expected).map(node -> checked(node, name, allowed, expected)).orElse(null);
  }

  /** A text; the default when it is not there or cannot be used. */
  public String textOr(String name, String otherwise, Pattern allowed, String expected) {
    if (!has(name)) {
      return otherwise;
    }
    String given = text(name, allowed, expected);
    return given == null ? otherwise : given;
  }

  private String checked(YamlNode node, String name, Pattern allowed, String expected) {
    if (node instanceof Scalar scalar
        && scalar.scalarKind() == ScalarKind.TEXT
        && allowed.matcher(scalar.text()).matches()) {
      return scalar.text();
    }
    String hint =
        node instanceof Scalar scalar
                && scalar.scalarKind() != ScalarKind.TEXT
                && allowed.matcher(scalar.text()).matches()
            ? "; put it between quotes"
            : "";
    wrongKind(name, node, expected + hint);
    return null;
  }

  /** A number that must be there; NaN, with a problem, when it cannot be used. */
  public double number(String name, double least, double most) {
    String expected = "expected a number" + within(least, most);
    return node(name, expected)
        .map(node -> number(node, path(name), least, most))
        .orElse(Double.NaN);
  }

  /** A number; the default when it is not there or cannot be used. */
  public double numberOr(String name, double otherwise, double least, double most) {
    if (!has(name)) {
      return otherwise;
    }
    double given = number(name, least, most);
    return Double.isNaN(given) ? otherwise : given;
  }

  /** The number of any node; NaN, with a problem, when it is none. */
  public double number(YamlNode node, String at, double least, double most) {
    double given = Double.NaN;
    if (node instanceof Scalar scalar && scalar.scalarKind() == ScalarKind.NUMBER) {
      given = parsed(scalar.text());
    }
    if (!(Double.isFinite(given) && given >= least && given <= most)) {
      problems.add(node.place(), at, shown(node), "expected a number" + within(least, most));
      return Double.NaN;
    }
    return given;
  }

  /** A whole number that must be there; the least one, with a problem, when it cannot be used. */
  public int integer(String name, int least, int most) {
    String expected = "expected a whole number from " + least + " to " + most;
    Optional<YamlNode> node = node(name, expected);
    if (node.isEmpty()) {
      return least;
    }
    double given =
        node.get() instanceof Scalar scalar && scalar.scalarKind() == ScalarKind.NUMBER
            ? parsed(scalar.text())
            : Double.NaN;
    if (given >= least && given <= most && given == Math.rint(given)) {
      return (int) given;
    }
    wrongKind(name, node.get(), expected);
    return least;
  }

  /** Days, written {@code 30d}; the default when not there or not usable. */
  public int daysOr(String name, int otherwise, int most) {
    String expected = "expected days from 1d to " + most + "d, for instance 30d";
    String given = textOr(name, null, DAYS, expected);
    if (given == null) {
      return otherwise;
    }
    int days = Integer.parseInt(given.substring(0, given.length() - 1));
    if (days > most) {
      wrong(name, expected);
      return otherwise;
    }
    return days;
  }

  /** A word out of some; the default when it is not there or cannot be used. */
  public <E extends Enum<E>> E choiceOr(String name, E otherwise) {
    return has(name) ? choice(name, otherwise) : otherwise;
  }

  /** A word out of some that must be there; the fallback, with a problem, when it is not. */
  public <E extends Enum<E>> E choice(String name, E fallback) {
    E[] constants = fallback.getDeclaringClass().getEnumConstants();
    List<String> words = Arrays.stream(constants).map(Fields::word).toList();
    String expected = "expected " + String.join(" or ", words);
    Optional<YamlNode> node = node(name, expected);
    String given = node.map(Fields::textOf).orElse(null);
    if (given != null) {
      for (E constant : constants) {
        if (word(constant).equals(given)) {
          return constant;
        }
      }
    }
    node.ifPresent(value -> wrongKind(name, value, expected + meant(given, words)));
    return fallback;
  }

  /** A list that must be there with at least so many items. */
  public List<YamlNode> items(String name, int least) {
    String expected =
        least == 0
            ? "expected a list"
            : "expected a list of at least " + least + (least == 1 ? " item" : " items");
    Optional<YamlNode> node = node(name, expected);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof Sequence sequence)) {
      wrongKind(name, node.get(), expected);
      return List.of();
    }
    if (sequence.items().size() < least) {
      wrong(name, expected);
    }
    return sequence.items();
  }

  /** A list; empty when it is not there. */
  public List<YamlNode> itemsOrNone(String name) {
    return has(name) ? items(name, 0) : List.of();
  }

  /** Says that the value of a field is wrong. */
  public void wrong(String name, String expected) {
    known.add(name);
    YamlNode value = mapping.get(name);
    problems.add(place(name), path(name), value == null ? null : textOf(value), expected);
  }

  /** The same of what may be a list or a mapping where a plain value belongs, or otherwise. */
  private void wrongKind(String name, YamlNode value, String expected) {
    problems.add(place(name), path(name), shown(value), expected);
  }

  /** Says that these fields as a whole are wrong. */
  public void wrongTogether(String value, String expected) {
    problems.add(mapping.place(), path, value, expected);
  }

  /** Call last: whatever was never asked for is not a field. */
  public void refuseUnknown() {
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              if (!known.contains(name)) {
                problems.add(entry.place(), path(name), null, NO_SUCH_FIELD + meant(name, known));
              }
            });
  }

  /** A question for what was probably meant; empty when nothing is near. */
  public static String meant(String given, java.util.Collection<String> known) {
    return given == null
        ? ""
        : NearestName.of(given, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /** How a constant is written in a file. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A plain value as people wrote it; null for a list or a mapping. */
  public static String textOf(YamlNode node) {
    return node instanceof Scalar scalar ? scalar.text() : null;
  }

  /** What was written where something else belongs: a list or a mapping by its brackets. */
  private static String shown(YamlNode node) {
    if (node instanceof Sequence) {
      return "[...]";
    }
    return node instanceof Mapping ? "{...}" : textOf(node);
  }

  /** A number without a needless point. */
  public static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Words in a row, for people. */
  public static String words(java.util.Collection<String> words) {
    return words.stream().sorted().collect(Collectors.joining(", "));
  }

  private static String within(double least, double most) {
    boolean bounded = !Double.isInfinite(least);
    if (bounded && !Double.isInfinite(most)) {
      return " from " + plain(least) + " to " + plain(most);
    }
    return bounded ? " of at least " + plain(least) : "";
  }

  private static double parsed(String text) {
    try {
      return Double.parseDouble(text.replace("_", ""));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
