package dev.customerhealth.domain.measure;

/** Which way a measure is good news. */
public enum Direction {
  /** More is better. */
  HIGHER("higher is better"),
  /** Less is better. */
  LOWER("lower is better"),
  /** Neither: what it means depends on the account. */
  NEUTRAL("depends");

  private final String words;

  Direction(String words) {
    this.words = words;
  }

  /** For people, for instance {@code higher is better}. */
  public String words() {
    return words;
  }
}
