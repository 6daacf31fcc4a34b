package dev.customerhealth.notify.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What alerts can be routed and grouped by. */
public enum Label {
  ACCOUNT,
  ACCOUNT_NAME,
  RULE,
  RULE_SOURCE,
  SEVERITY,
  CSM,
  SEGMENT,
  BAND,
  BAND_ROLE,
  MODEL,
  CURRENCY;

  /** How it is written in a routing file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The only values it ever has; empty where any text is possible. */
  public List<String> possibleValues() {
    return switch (this) {
      case SEVERITY -> Arrays.stream(Urgency.values()).map(Enum::name).toList();
      case BAND_ROLE -> List.of("GROW", "MONITOR", "INTERVENE", "ESCALATE");
      case ACCOUNT, ACCOUNT_NAME, RULE, RULE_SOURCE, CSM, SEGMENT, BAND, MODEL, CURRENCY ->
          List.of();
    };
  }

  /** All of them as they are written. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Label::word).toList();
  }
}
