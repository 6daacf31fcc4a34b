package dev.customerhealth.domain.portfolio;

import java.util.Comparator;

/**
 * A place where the book keeps sums. Immutable; no record, because it is looked up with every
 * change of an account and must know its hash.
 */
public final class Cell implements Comparable<Cell> {
  private static final int MIXER = 0x85EBCA77;

  private static final Comparator<Cell> ORDER =
      Comparator.comparing(Cell::period).thenComparing(Cell::slice);

  private final Period period;
  private final Slice slice;
  private final int hash;

  /**
   * A place.
   *
   * @param period for when
   * @param slice for whom
   */
  public Cell(Period period, Slice slice) {
    this.period = period;
    this.slice = slice;
    this.hash = period.hashCode() ^ (slice.hashCode() * MIXER);
  }

  /** For when. */
  public Period period() {
    return period;
  }

  /** For whom. */
  public Slice slice() {
    return slice;
  }

  /** The key of what is told about it, as {@code 2026-03|segment=smb}. */
  public String id() {
    return period.id() + '|' + slice.id();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Cell that
            && hash == that.hash
            && period.equals(that.period)
            && slice.equals(that.slice));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return id();
  }

  @Override
  public int compareTo(Cell other) {
    return ORDER.compare(this, other);
  }
}
