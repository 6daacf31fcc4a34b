package dev.customerhealth.publication;

import java.util.Locale;

/** How numbers of the domain are told. */
final class Numbers {

  private Numbers() {}

  /** Null where the domain says NaN: there was no data. */
  static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** One decimal, for a sentence. */
  static String inWords(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
