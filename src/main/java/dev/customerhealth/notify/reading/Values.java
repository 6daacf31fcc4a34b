package dev.customerhealth.notify.reading;

import dev.customerhealth.config.Quantities;
import dev.customerhealth.notify.notice.Label;
import dev.customerhealth.notify.notice.Urgency;
import dev.customerhealth.notify.reading.Secrets.StandIn;
import dev.customerhealth.notify.routing.Matcher;
import dev.customerhealth.notify.routing.Secret;
import dev.customerhealth.yaml.Fields;
import dev.customerhealth.yaml.Problems;
import dev.customerhealth.yaml.YamlNode;
import dev.customerhealth.yaml.YamlNode.Scalar;
import dev.customerhealth.yaml.YamlNode.ScalarKind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Values of a routing file that other files do not have. */
final class Values {

  static final Pattern TEXT = Pattern.compile("(?s).*\\S.*");
  private static final String ALL_LABELS = "...";
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

  private final Problems problems;
  private final Secrets secrets;

  /**
   * Values of one file.
   *
   * @param secrets what the file only names
   */
  Values(Problems problems, Secrets secrets) {
    this.problems = problems;
    this.secrets = secrets;
  }

  Problems problems() {
    return problems;
  }

  /** A mapping below a field; empty when it is not there. */
  Optional<Fields> part(Fields fields, String name) {
    return fields.has(name)
        ? fields
            .node(name, "expected 'name: value' lines")
            .flatMap(node -> Fields.of(node, fields.path(name), problems))
        : Optional.empty();
  }

  Duration duration(Fields fields, String name, Duration otherwise, Duration least, Duration most) {
    String expected =
        "expected a duration from "
            + Quantities.write(least)
            + " to "
            + Quantities.write(most)
            + ", for instance "
            + Quantities.write(otherwise);
    String given = fields.textOr(name, null, TEXT, expected);
    if (given == null) {
      return otherwise;
    }
    Optional<Duration> duration =
        Quantities.duration(given)
            .filter(each -> each.compareTo(least) >= 0 && each.compareTo(most) <= 0);
    if (duration.isEmpty()) {
      fields.wrong(name, expected);
    }
    return duration.orElse(otherwise);
  }

  Optional<LocalTime> time(Fields fields, String name) {
    return Optional.ofNullable(
            fields.textOr(
                name, null, TIME, "expected a time of day between quotes, for instance \"08:30\""))
        .map(LocalTime::parse);
  }

  ZoneId zone(Fields fields, String name, ZoneId otherwise) {
    String expected = "expected a time zone, for instance Europe/Berlin";
    String given = fields.textOr(name, null, TEXT, expected);
    if (given == null) {
      return otherwise;
    }
    try {
      return ZoneId.of(given);
    } catch (DateTimeException e) {
      fields.wrong(name, expected + Fields.meant(given, ZoneId.getAvailableZoneIds()));
      return otherwise;
    }
  }

  boolean truth(Fields fields, String name, boolean otherwise) {
    if (!fields.has(name)) {
      return otherwise;
    }
    Optional<YamlNode> node = fields.node(name, "expected true or false");
    if (node.orElseThrow() instanceof Scalar scalar && scalar.scalarKind() == ScalarKind.TRUTH) {
      return Boolean.parseBoolean(scalar.text());
    }
    fields.wrong(name, "expected true or false");
    return otherwise;
  }

  /** Texts of a list; empty when it is not there. */
  List<String> texts(Fields fields, String name, Pattern allowed, String expected) {
    List<String> texts = new ArrayList<>();
    int place = 0;
    for (YamlNode node : fields.itemsOrNone(name)) {
      place++;
      if (node instanceof Scalar scalar
          && scalar.scalarKind() != ScalarKind.NOTHING
          && allowed.matcher(scalar.text()).matches()) {
        texts.add(scalar.text());
      } else {
        String path = fields.path(name) + "[" + place + "]";
        problems.add(node.place(), path, Fields.textOf(node), expected);
      }
    }
    return texts;
  }

  /** Names of labels; a wrong one is told. */
  List<String> labels(Fields fields, String name) {
    List<String> known = Label.words();
    List<String> given = texts(fields, name, TEXT, "expected names of labels");
    for (String label : given) {
      if (!known.contains(label)) {
        fields.wrong(
            name,
            "no such label: "
                + label
                + Fields.meant(label, known)
                + "; there are "
                + String.join(", ", known));
      }
    }
    return given;
  }

  /** Names of labels, or Alertmanager's word for all of them, which keeps alerts apart. */
  List<String> grouping(Fields fields, String name) {
    List<String> given = texts(fields, name, TEXT, "expected names of labels");
    if (!given.contains(ALL_LABELS)) {
      return labels(fields, name);
    }
    if (given.size() > 1) {
      fields.wrong(name, "expected '...' by itself: it stands for all labels");
    }
    return Label.words();
  }

  /** A list of matchers, and Alertmanager's older two mappings of labels; wrong ones are told. */
  List<Matcher> matchers(Fields fields, String name, String older) {
    List<Matcher> matchers = new ArrayList<>(matchers(fields, name));
    older(fields, older, Matcher.Operation.EQUALS, matchers);
    older(fields, older + "_re", Matcher.Operation.MATCHES, matchers);
    return matchers;
  }

  private void older(
      Fields fields, String name, Matcher.Operation operation, List<Matcher> matchers) {
    part(fields, name)
        .ifPresent(
            labels -> {
              for (String label : Label.words()) {
                String value = labels.textOr(label, null, TEXT, "expected a text");
                if (value != null) {
                  Optional<Matcher> matcher = Matcher.of(label, operation, value);
                  matcher.ifPresent(matchers::add);
                  matcher
                      .flatMap(Values::possible)
                      .ifPresent(expected -> labels.wrong(label, expected));
                  if (matcher.isEmpty()) {
                    labels.wrong(label, "expected a regular expression");
                  }
                }
              }
              labels.refuseUnknown();
            });
  }

  private List<Matcher> matchers(Fields fields, String name) {
    List<Matcher> matchers = new ArrayList<>();
    int place = 0;
    for (YamlNode node : fields.itemsOrNone(name)) {
      place++;
      String text = Fields.textOf(node);
      String path = fields.path(name) + "[" + place + "]";
      Optional<Matcher> matcher = text == null ? Optional.empty() : Matcher.of(text);
      if (matcher.isEmpty()) {
        problems.add(
            node.place(),
            path,
            text,
            "expected a matcher, for instance 'severity=\"CRITICAL\"' or 'rule=~\"score-.*\"'");
      } else if (!Label.words().contains(matcher.get().label())) {
        String label = matcher.get().label();
        problems.add(
            node.place(),
            path,
            text,
            "no such label: " + label + Fields.meant(label, Label.words()));
      } else {
        matchers.add(matcher.get());
        possible(matcher.get())
            .ifPresent(expected -> problems.add(node.place(), path, text, expected));
      }
    }
    return matchers;
  }

  /** A route that no alert can ever take, or every one, is not what anybody meant. */
  static Optional<String> possible(Matcher matcher) {
    List<String> values = Label.valueOf(matcher.label().toUpperCase(Locale.ROOT)).possibleValues();
    return values.isEmpty() || !matcher.isAboutNoneOf(values)
        ? Optional.empty()
        : Optional.of(
            "no alert has this %s; expected %s"
                .formatted(matcher.label(), String.join(" or ", values)));
  }

  Set<Urgency> urgencies(Fields fields, String name, Set<Urgency> otherwise) {
    if (!fields.has(name)) {
      return otherwise;
    }
    Set<Urgency> found = EnumSet.noneOf(Urgency.class);
    List<String> words = Arrays.stream(Urgency.values()).map(Enum::name).toList();
    Pattern any = Pattern.compile(String.join("|", words));
    texts(fields, name, any, "expected " + String.join(" or ", words))
        .forEach(word -> found.add(Urgency.valueOf(word)));
    return found;
  }

  /** Whether a secret of a name is given in any way. */
  boolean hasSecret(Fields fields, String name) {
    boolean inEnvironment = fields.has(name + "_env");
    return fields.has(name + "_file") || inEnvironment;
  }

  /**
   * A secret, from the environment or a file; never written into the routing file itself, which
   * people show each other. Null, with a problem, when it cannot be had.
   *
   * @param standIn what it is, in case something has to stand in for it
   */
  Secret secret(Fields fields, String name, StandIn standIn) {
    String env = name + "_env";
    String file = name + "_file";
    if (fields.has(name)) {
      // The value itself is not repeated.
      problems.add(
          fields.place(name),
          fields.path(name),
          null,
          "secrets are not written into this file: expected " + env + " or " + file);
      return null;
    }
    boolean fromEnvironment = fields.has(env);
    if (fromEnvironment == fields.has(file)) {
      fields.wrongTogether(null, "expected one of " + env + " and " + file);
      return null;
    }
    return fromEnvironment ? ofEnvironment(fields, env, standIn) : ofFile(fields, file, standIn);
  }

  private Secret ofEnvironment(Fields fields, String name, StandIn standIn) {
    String variable = fields.text(name, TEXT, "expected the name of an environment variable");
    return variable == null ? null : secrets.ofEnvironment(fields, name, variable, standIn);
  }

  private Secret ofFile(Fields fields, String name, StandIn standIn) {
    String path = fields.text(name, TEXT, "expected a file");
    return path == null ? null : secrets.ofFile(fields, name, path, standIn);
  }
}
