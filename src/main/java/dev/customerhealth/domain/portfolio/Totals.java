package dev.customerhealth.domain.portfolio;

/** The sums of the whole book, whatever they are kept in. */
public interface Totals {
  /** The sums of a cell; never null, must not be changed. */
  Tally of(Cell cell);

  /**
   * Managers who have accounts.
   *
   * @param slice the whole book or a segment
   * @param month at whose end
   */
  int managers(Slice slice, int month);

  /** What is known of margins of a segment; {@link Finance#NONE} when nothing is. */
  Finance finance(String segment);

  /** The segments that have accounts, or had. */
  Iterable<String> segments();
}
