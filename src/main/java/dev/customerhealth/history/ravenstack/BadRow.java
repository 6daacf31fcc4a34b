package dev.customerhealth.history.ravenstack;

/** A row that cannot be understood; it is counted and named, and the next row is read. */
final class BadRow extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadRow(long row, String column, String found, String expected) {
    this(row, column, found, expected, null);
  }

  BadRow(long row, String column, String found, String expected, Throwable cause) {
    super(
        "row " + row + ", column '" + column + "': found " + found + ", expected " + expected,
        cause);
  }
}
