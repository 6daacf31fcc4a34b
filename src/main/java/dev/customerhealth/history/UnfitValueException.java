package dev.customerhealth.history;

/** A JSON value that does not fit its field; becomes a {@link HistoryLine.Unreadable}. */
final class UnfitValueException extends Exception {
  private final String field;
  private final String found;
  private final String expected;

  UnfitValueException(String field, String found, String expected) {
    super(field + ": found " + found + ", expected " + expected, null, false, false);
    this.field = field;
    this.found = found;
    this.expected = expected;
  }

  String field() {
    return field;
  }

  String found() {
    return found;
  }

  String expected() {
    return expected;
  }
}
