package dev.customerhealth.domain.scoring;

/** What a measure without data does to the score. */
public enum MissingData {
  /** It is left out and its weight goes to the others: what nobody measured says nothing. */
  LEAVE_OUT(Double.NaN),
  /** It counts as 0 points: for measures whose absence is itself bad news. */
  ZERO(0),
  /** It counts as 50 points. */
  NEUTRAL(50);

  private final double substitute;

  MissingData(double substitute) {
    this.substitute = substitute;
  }

  /** Points that stand for the missing ones, 0 to 100; NaN when it is left out. */
  public double substitute() {
    return substitute;
  }
}
