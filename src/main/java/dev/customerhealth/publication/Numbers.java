package dev.customerhealth.publication;

/** How numbers of the domain are told. */
final class Numbers {

  private Numbers() {}

  /** Null where the domain says NaN: there was no data. */
  static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** As few decimals as it needs, one at most; "no data" for NaN. */
  static String brief(double value) {
    if (Double.isNaN(value)) {
      return "no data";
    }
    String text = inWords(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** The same of a number beside a bar, with as many decimals as it takes to see its side. */
  static String brief(double value, double bar) {
    if (Double.isNaN(value) || Double.isNaN(bar)) {
      return brief(value);
    }
    String text = ShownPoints.beside(value, bar);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** One decimal, for a sentence; what rounds to nothing has no sign. */
  static String inWords(double value) {
    return ShownPoints.text(ShownPoints.of(value));
  }
}
