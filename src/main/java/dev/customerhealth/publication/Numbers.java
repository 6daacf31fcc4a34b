package dev.customerhealth.publication;

/** How numbers of the domain are told. */
final class Numbers {

  private Numbers() {}

  /** Null where the domain says NaN: there was no data. */
  static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** One decimal, for a sentence; what rounds to nothing has no sign. */
  static String inWords(double value) {
    return ShownPoints.text(ShownPoints.of(value));
  }
}
