package dev.customerhealth.command;

import dev.customerhealth.avro.AuditEntry;
import dev.customerhealth.avro.AuditKind;
import java.util.Locale;

/** An entry of the audit log as a line for a person. */
final class AuditText {

  private AuditText() {}

  /**
   * From when it holds, what became of it, about what, what it changed, by whom and why; and when
   * it was recorded, which is what a reader's window goes by, where that is another minute.
   */
  static String line(AuditEntry entry) {
    StringBuilder line = new StringBuilder();
    line.append(OverrideText.at(entry.getHappenedAt()))
        .append("  ")
        .append(
            String.format(Locale.ROOT, "%-9s", entry.getOutcome().name().toLowerCase(Locale.ROOT)))
        .append("  ")
        .append(entry.getSubjectId() == null ? "?" : entry.getSubjectId())
        .append("  ")
        .append(what(entry.getKind()));
    if (entry.getBefore() != null || entry.getAfter() != null) {
      line.append(": ")
          .append(entry.getBefore() == null ? "nothing" : entry.getBefore())
          .append(" -> ")
          .append(entry.getAfter() == null ? "nothing" : entry.getAfter());
    }
    if (entry.getExpiresAt() != null) {
      line.append(" until ").append(OverrideText.at(entry.getExpiresAt()));
    }
    if (entry.getWho() != null) {
      line.append(", by ").append(entry.getWho());
    }
    if (entry.getReason() != null) {
      line.append(": ").append(entry.getReason().strip());
    }
    if (entry.getRefusal() != null) {
      line.append(" [").append(entry.getRefusal()).append(']');
    }
    if (!OverrideText.at(entry.getRecordedAt()).equals(OverrideText.at(entry.getHappenedAt()))) {
      line.append(" (recorded ").append(OverrideText.at(entry.getRecordedAt())).append(')');
    }
    return PrintableText.of(line.toString());
  }

  private static String what(AuditKind kind) {
    return switch (kind) {
      case SCORE_OVERRIDE -> "score set";
      case BAND_OVERRIDE -> "band set";
      case OVERRIDE_CLEARED -> "override cleared";
      case SENTIMENT -> "sentiment given";
      case ALERT_ACKNOWLEDGED -> "alert acknowledged";
      case ALERT_SNOOZED -> "alert snoozed";
      case ALERT_ASSIGNED -> "alert assigned";
      case ALERT_FEEDBACK -> "alert judged";
      case MODEL -> "model";
      case SHADOW_MODEL -> "shadow model";
      case SELECTION_RULES -> "rules that choose models";
      case PEERS -> "table of peers";
      case ALERT_RULES -> "alert rules";
      case UNKNOWN -> "unreadable";
    };
  }
}
