package dev.customerhealth.domain.portfolio;

/** The sums of the whole book, whatever they are kept in. */
public interface Totals {
  /** The sums of a cell; never null, must not be changed. */
  Tally of(Cell cell);

  /**
   * Managers who have accounts.
   *
   * @param slice the whole book, a segment or a region
   * @param month at whose end
   */
  int managers(Slice slice, int month);

  /**
   * What was known of margins and costs of a segment at the end of a month; {@link Finance#NONE}
   * when nothing was.
   */
  Finance finance(String segment, int month);

  /** The segments that have accounts, or had. */
  Iterable<String> segments();
}
