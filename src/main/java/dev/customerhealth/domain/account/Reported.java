package dev.customerhealth.domain.account;

/**
 * Kinds of facts an account's sources have ever reported. Only what is reported can be zero: where
 * nobody sends logins, no logins are a gap in the data and not a customer who stays away. Bits rest
 * in state stores: a bit is never given to another kind.
 */
public enum Reported {
  LOGINS(1 << 0),
  SESSIONS(1 << 1),
  SESSION_TIME(1 << 2),
  FEATURES(1 << 3),
  FEATURE_TIME(1 << 4),
  USERS(1 << 5),
  SEATS(1 << 6),
  ADVANCED_FEATURES(1 << 7),
  API_CALLS(1 << 8),
  INTEGRATIONS(1 << 9),
  TRAININGS(1 << 10),
  TICKETS(1 << 11),
  INTERACTIONS(1 << 12),
  STAKEHOLDERS(1 << 13),
  INVOICES(1 << 14),
  VALUE_MILESTONES(1 << 15),
  ADVOCACY(1 << 16);

  private final int bit;

  Reported(int bit) {
    this.bit = bit;
  }

  /** The bit that stands for it in the state. */
  int bit() {
    return bit;
  }
}
