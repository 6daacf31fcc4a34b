package dev.customerhealth.config;

import java.util.Locale;

/** What a crash may do to the results. Constants are the words of the configuration file. */
public enum ProcessingGuarantee {
  /** Every event counts exactly once, after any crash. */
  EXACTLY_ONCE_V2,
  /** An event may count again after a crash: scores and alerts may be wrong. */
  AT_LEAST_ONCE;

  /** The value Kafka Streams knows it by. */
  public String settingValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
