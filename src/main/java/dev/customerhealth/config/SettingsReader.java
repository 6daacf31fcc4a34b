package dev.customerhealth.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes typed values out of the raw settings and collects what is wrong with them. Every reading
 * method answers with the default when the value cannot be used, so that one pass finds all
 * problems.
 *
 * <p>Precedence, the one order there is: environment variable, then file, then default.
 */
final class SettingsReader {

  /**
   * Every environment variable with this beginning is a setting. The double underline keeps clear
   * of what Kubernetes sets for a service of the same name (CUSTOMER_HEALTH_PORT).
   */
  static final String VARIABLE_PREFIX = "CUSTOMER_HEALTH__";

  private static final String FOREVER = "forever";

  private final String fileName;
  private final Map<String, Setting> file;
  private final Map<String, String> environment;
  private final List<ConfigProblem> problems;
  private final Set<String> known = new TreeSet<>();
  private final Set<String> knownGroups = new LinkedHashSet<>();
  private final Set<String> usedVariables = new LinkedHashSet<>();

  SettingsReader(
      String fileName,
      Map<String, Setting> file,
      Map<String, String> environment,
      List<ConfigProblem> problems) {
    this.fileName = fileName;
    this.file = file;
    this.environment = environment;
    this.problems = problems;
  }

  /** {@code streams.commit-interval} is overridden by CUSTOMER_HEALTH__STREAMS__COMMIT_INTERVAL. */
  static String variableOf(String path) {
    String name = path.replaceFirst("\\.", "__").replace('.', '_').replace('-', '_');
    return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT);
  }

  String text(String path, String otherwise, Pattern allowed, String expected) {
    return read(
        path,
        otherwise,
        value -> allowed.matcher(value).matches() ? Optional.of(value) : Optional.empty(),
        expected);
  }

  Optional<String> optionalText(String path, Pattern allowed, String expected) {
    return Optional.ofNullable(text(path, null, allowed, expected));
  }

  int integer(String path, int otherwise, int least, int most) {
    return read(
        path,
        otherwise,
        value -> wholeNumber(value).filter(number -> number >= least && number <= most),
        "expected a whole number from " + least + " to " + most);
  }

  Duration duration(String path, Duration otherwise, Duration least, Duration most) {
    return read(
        path,
        otherwise,
        value -> Quantities.duration(value).filter(given -> within(given, least, most)),
        "expected a duration from "
            + Quantities.write(least)
            + " to "
            + Quantities.write(most)
            + ", a number with ms, s, m, h or d, for instance "
            + Quantities.write(otherwise));
  }

  /** Empty is for ever. */
  Optional<Duration> durationOrForever(
      String path, Optional<Duration> otherwise, Duration least, Duration most) {
    return read(
        path,
        otherwise,
        value -> {
          if (value.equals(FOREVER)) {
            return Optional.of(Optional.empty());
          }
          Optional<Duration> given =
              Quantities.duration(value).filter(duration -> within(duration, least, most));
          return given.isPresent() ? Optional.of(given) : Optional.empty();
        },
        "expected '"
            + FOREVER
            + "' or a duration from "
            + Quantities.write(least)
            + " to "
            + Quantities.write(most));
  }

  long bytes(String path, long otherwise, long least, long most) {
    return read(
        path,
        otherwise,
        value -> Quantities.bytes(value).filter(given -> given >= least && given <= most),
        "expected a size from "
            + Quantities.write(least)
            + " to "
            + Quantities.write(most)
            + ", a number with KB, MB or GB, for instance "
            + Quantities.write(otherwise));
  }

  <E extends Enum<E>> E choice(String path, E otherwise) {
    E[] constants = otherwise.getDeclaringClass().getEnumConstants();
    return read(
        path,
        otherwise,
        value ->
            Arrays.stream(constants).filter(constant -> word(constant).equals(value)).findFirst(),
        "expected "
            + Arrays.stream(constants)
                .map(SettingsReader::word)
                .collect(Collectors.joining(" or ")));
  }

  /** Plain values separated by commas; empty when there are none. */
  List<String> list(String path, Pattern allowed, String expected) {
    return read(
        path,
        List.of(),
        value -> {
          List<String> items =
              Arrays.stream(value.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
          return items.stream().allMatch(item -> allowed.matcher(item).matches())
              ? Optional.of(items)
              : Optional.empty();
        },
        expected);
  }

  /** Words out of some, separated by commas; empty when there are none. */
  <E extends Enum<E>> List<E> choices(String path, Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    List<String> words = constants.stream().map(SettingsReader::word).toList();
    String any = words.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return list(path, Pattern.compile(any), "expected " + String.join(" or ", words)).stream()
        .map(word -> constants.get(words.indexOf(word)))
        .toList();
  }

  /** True or false; empty when not said. */
  Optional<Boolean> truth(String path) {
    return Optional.ofNullable(
        read(
            path,
            null,
            value ->
                value.equals("true") || value.equals("false")
                    ? Optional.of(value.equals("true"))
                    : Optional.empty(),
            "expected true or false"));
  }

  /** How many maps a list has. */
  int items(String path) {
    known.add(path);
    usedVariables.add(variableOf(path));
    int items = 0;
    while (hasItem(path + "[" + (items + 1) + "].")) {
      items++;
    }
    return items;
  }

  private boolean hasItem(String prefix) {
    return file.keySet().stream().anyMatch(path -> path.startsWith(prefix));
  }

  /** A whole group under its own names, untouched; the environment adds and replaces. */
  Map<String, String> group(String name) {
    knownGroups.add(name + ".");
    Map<String, String> values = new TreeMap<>();
    file.forEach(
        (path, setting) -> {
          if (path.startsWith(name + ".") && !setting.value().isBlank()) {
            values.put(path.substring(name.length() + 1), setting.value());
          }
        });
    String variables = variableOf(name + ".");
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(variables)) {
            usedVariables.add(variable);
            String key = variable.substring(variables.length()).toLowerCase(Locale.ROOT);
            if (!value.isBlank()) {
              values.put(key.replace('_', '.'), value);
            }
          }
        });
    return values;
  }

  /**
   * Where the value in force came from: variable, file and line. What is absent from an item of a
   * list is said to be where the item begins, anything else that is absent in the file.
   */
  String originOf(String path) {
    return setting(path).map(Setting::origin).orElseGet(() -> originOfItem(path));
  }

  private String originOfItem(String path) {
    String item = path.substring(0, path.lastIndexOf(']') + 1);
    return file.entrySet().stream()
        .filter(entry -> !item.isEmpty() && entry.getKey().startsWith(item))
        .map(entry -> entry.getValue().origin())
        .findFirst()
        .orElse(fileName);
  }

  void problem(String path, String value, String expected) {
    problems.add(new ConfigProblem(originOf(path), path, value, expected));
  }

  /** Call last: whatever was never read is not a setting of ours. */
  void refuseUnknown() {
    file.forEach(
        (path, setting) -> {
          if (!known.contains(path) && knownGroups.stream().noneMatch(path::startsWith)) {
            problems.add(new ConfigProblem(setting.origin(), path, null, unknown(path)));
          }
        });
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(VARIABLE_PREFIX) && !usedVariables.contains(variable)) {
            Set<String> variables =
                known.stream().map(SettingsReader::variableOf).collect(Collectors.toSet());
            String hint =
                NearestName.of(variable, variables)
                    .map(near -> "no such setting; did you mean " + near + "?")
                    .orElse("no such setting");
            problems.add(new ConfigProblem("environment variable " + variable, "", null, hint));
          }
        });
  }

  private String unknown(String path) {
    return NearestName.of(path, known)
        .map(near -> "no such setting; did you mean " + near + "?")
        .orElse("no such setting");
  }

  private <T> T read(
      String path, T otherwise, Function<String, Optional<T>> reading, String expected) {
    known.add(path);
    usedVariables.add(variableOf(path));
    Optional<Setting> setting = setting(path);
    if (setting.isEmpty()) {
      return otherwise;
    }
    Optional<T> value = reading.apply(setting.get().value().strip());
    if (value.isEmpty()) {
      problems.add(
          new ConfigProblem(setting.get().origin(), path, setting.get().value(), expected));
    }
    return value.orElse(otherwise);
  }

  private Optional<Setting> setting(String path) {
    String variable = variableOf(path);
    String override = environment.get(variable);
    if (override != null && !override.isBlank()) {
      return Optional.of(new Setting(override, "environment variable " + variable));
    }
    return Optional.ofNullable(file.get(path)).filter(setting -> !setting.value().isBlank());
  }

  private static boolean within(Duration given, Duration least, Duration most) {
    return given.compareTo(least) >= 0 && given.compareTo(most) <= 0;
  }

  private static Optional<Integer> wholeNumber(String value) {
    try {
      return Optional.of(Integer.valueOf(value));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
