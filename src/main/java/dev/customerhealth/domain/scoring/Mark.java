package dev.customerhealth.domain.scoring;

/** How a measure took part in a score. */
public enum Mark {
  /** It counted with its whole weight. */
  COUNTED,
  /** It had no data; it was left out or counted as the model says. */
  MISSING,
  /** Its latest answer is old: it counted with less weight. */
  STALE,
  /** Its latest answer is too old to count: as if it had no data. */
  EXPIRED,
  /** The account is too young to be judged by it: it was left out. */
  IN_GRACE,
  /**
   * It had data, but there is no table of the accounts it is to be compared with; it was left out
   * or counted as the model says.
   */
  NO_PEERS
}
