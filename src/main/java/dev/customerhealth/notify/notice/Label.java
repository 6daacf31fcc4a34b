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

  /** All of them as they are written. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Label::word).toList();
  }
}
