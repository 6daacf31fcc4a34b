package dev.customerhealth.domain.portfolio;

import java.util.Comparator;

/**
 * A place where the book keeps sums.
 *
 * @param period for when
 * @param slice for whom
 */
public record Cell(Period period, Slice slice) implements Comparable<Cell> {

  private static final int MIXER = 0x85EBCA77;

  private static final Comparator<Cell> ORDER =
      Comparator.comparing(Cell::period).thenComparing(Cell::slice);

  /** The key of what is told about it, as {@code 2026-03|segment=smb}. */
  public String id() {
    return period.id() + '|' + slice.id();
  }

  @Override
  public int hashCode() {
    return period.hashCode() ^ slice.hashCode() * MIXER;
  }

  @Override
  public int compareTo(Cell other) {
    return ORDER.compare(this, other);
  }
}
