package dev.customerhealth.notify.routing;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One condition on a label, as Alertmanager writes it: {@code severity="CRITICAL"}, {@code
 * rule=~"score-.*"}. A label that is not there counts as empty text; patterns must match the whole
 * value.
 *
 * @param label name of the label
 * @param operation how it is compared
 * @param value text or pattern
 * @param pattern the compiled pattern; null when the operation takes text
 */
public record Matcher(String label, Operation operation, String value, Pattern pattern) {

  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\s*([a-z_]+)\\s*(=~|!~|!=|=)\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\"]*?))\\s*");

  /** How a label is compared. */
  public enum Operation {
    EQUALS("="),
    DIFFERS("!="),
    MATCHES("=~"),
    MATCHES_NOT("!~");

    private final String sign;

    Operation(String sign) {
      this.sign = sign;
    }

    static Operation of(String sign) {
      for (Operation operation : values()) {
        if (operation.sign.equals(sign)) {
          return operation;
        }
      }
      throw new IllegalArgumentException(sign);
    }

    boolean takesPattern() {
      return this == MATCHES || this == MATCHES_NOT;
    }
  }

  /** Reads a matcher; empty when it is none or its pattern is none. */
  public static Optional<Matcher> of(String text) {
    java.util.regex.Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      return Optional.empty();
    }
    Operation operation = Operation.of(written.group(2));
    String quoted = written.group(3);
    String value = quoted == null ? written.group(4) : quoted.replaceAll("\\\\(.)", "$1");
    return of(written.group(1), operation, value);
  }

  /** A matcher of its parts; empty when the pattern is none. */
  public static Optional<Matcher> of(String label, Operation operation, String value) {
    try {
      Pattern pattern = operation.takesPattern() ? Pattern.compile(value) : null;
      return Optional.of(new Matcher(label, operation, value, pattern));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether it is about none of these values: then it always says the same. */
  public boolean isAboutNoneOf(Collection<String> possible) {
    return possible.stream()
        .noneMatch(
            text ->
                operation.takesPattern() ? pattern.matcher(text).matches() : text.equals(value));
  }

  /** Whether labels meet the condition. */
  public boolean matches(Map<String, String> labels) {
    String given = labels.getOrDefault(label, "");
    return switch (operation) {
      case EQUALS -> given.equals(value);
      case DIFFERS -> !given.equals(value);
      case MATCHES -> pattern.matcher(given).matches();
      case MATCHES_NOT -> !pattern.matcher(given).matches();
    };
  }

  /** As it is written in a routing file. */
  @Override
  public String toString() {
    return label + operation.sign + '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
