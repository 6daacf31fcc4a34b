package dev.customerhealth.command;

import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.ScoreOverride;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/** What persons set beside a score, in words for a terminal. */
final class OverrideText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private OverrideText() {}

  /** A sentence about an override that stands. */
  static String sentence(ScoreOverride override) {
    return "%s set %s instead on %s, until %s: %s. The computed score goes on beside it, and alerts follow that."
        .formatted(
            PrintableText.of(override.getSetBy()),
            what(override),
            at(override.getSetAt()),
            at(override.getExpiresAt()),
            withoutStop(PrintableText.of(override.getReason()).strip()));
  }

  /** What was set: a score and the band it lies in, or a band. */
  static String what(ScoreOverride override) {
    String label = override.getBandLabel() == null ? override.getBandId() : override.getBandLabel();
    return override.getScore() == null
        ? "band \"%s\"".formatted(label)
        : String.format(Locale.ROOT, "%.1f, \"%s\",", override.getScore(), label);
  }

  /** What a change did to the override; empty when nothing. */
  static String change(HealthScoreChange change) {
    ScoreOverride before = change.getOverrideBefore();
    ScoreOverride after = change.getOverrideAfter();
    if (Objects.equals(before, after)) {
      return "";
    }
    if (after != null) {
      return "%s set %s until %s: %s"
          .formatted(
              PrintableText.of(after.getSetBy()),
              what(after),
              at(after.getExpiresAt()),
              PrintableText.of(after.getReason()));
    }
    boolean expired = !change.getChangedAt().isBefore(before.getExpiresAt());
    return "the override of %s by %s %s"
        .formatted(
            what(before), PrintableText.of(before.getSetBy()), expired ? "expired" : "was cleared");
  }

  static String at(Instant time) {
    return TIME.format(time);
  }

  private static String withoutStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
