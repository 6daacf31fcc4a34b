package dev.customerhealth.model;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.customerhealth.yaml.YamlNode;
import dev.customerhealth.yaml.YamlNode.Mapping;
import dev.customerhealth.yaml.YamlNode.Scalar;
import dev.customerhealth.yaml.YamlNode.Sequence;
import java.util.regex.Pattern;

/** A document as YAML again: what is published says everything itself and inherits nothing. */
final class WholeText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9 .-]*[A-Za-z0-9]");

  /** YAML takes these for something else than text, in one version or another. */
  private static final Pattern SPECIAL =
      Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n|nan|inf");

  private final StringBuilder text = new StringBuilder();

  private WholeText() {}

  /** The text of a document. */
  static String of(Mapping document) {
    WholeText whole = new WholeText();
    whole.lines(document, "");
    return whole.text.toString();
  }

  private void lines(Mapping mapping, String indent) {
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              text.append(indent).append(quoted(name)).append(':');
              value(entry.value(), indent);
            });
  }

  private void value(YamlNode node, String indent) {
    if (node instanceof Scalar scalar) {
      text.append(' ').append(plain(scalar)).append('\n');
    } else if (node instanceof Mapping mapping) {
      text.append(mapping.entries().isEmpty() ? " {}\n" : "\n");
      lines(mapping, indent + "  ");
    } else {
      Sequence list = (Sequence) node;
      text.append(list.items().isEmpty() ? " []\n" : "\n");
      for (YamlNode item : list.items()) {
        text.append(indent).append("  -");
        value(item, indent + "    ");
      }
    }
  }

  private static String plain(Scalar scalar) {
    return switch (scalar.scalarKind()) {
      case TEXT -> quoted(scalar.text());
      case NUMBER, TRUTH -> scalar.text();
      case NOTHING -> "null";
    };
  }

  /** A text as YAML, between quotes where it must be. */
  static String quoted(String value) {
    return PLAIN.matcher(value).matches() && !SPECIAL.matcher(value).matches()
        ? value
        : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
  }
}
