package dev.customerhealth.domain.alerting;

/** How soon a person should look. */
public enum Severity {
  INFO(1),
  WARNING(2),
  CRITICAL(3);

  private final int rank;

  Severity(int rank) {
    this.rank = rank;
  }

  /** Ascending, from 1. It rests in state stores. */
  int rank() {
    return rank;
  }

  /** The severity of a rank; null when there is none. */
  static Severity of(int rank) {
    for (Severity severity : values()) {
      if (severity.rank == rank) {
        return severity;
      }
    }
    return null;
  }
}
