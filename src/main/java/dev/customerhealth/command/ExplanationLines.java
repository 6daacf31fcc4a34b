package dev.customerhealth.command;

import dev.customerhealth.publication.ShownPoints;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lines of an explanation, with every number and time written in one way. */
final class ExplanationLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String NOTHING = "-";

  private final StringBuilder text = new StringBuilder();

  void add(String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values).stripTrailing();
    text.append(PrintableText.of(line)).append('\n');
  }

  void blank() {
    text.append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }

  static String number(Double value) {
    return value == null ? NOTHING : String.format(Locale.ROOT, "%.1f", value);
  }

  static String score(Double value) {
    return value == null ? NOTHING : ShownPoints.text(ShownPoints.of(value));
  }

  static String at(Instant time) {
    return TIME.format(time);
  }
}
