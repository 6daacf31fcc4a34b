package dev.customerhealth.domain.scoring;

/** What a band asks people to do, best first; alert rules name roles, because labels differ. */
public enum BandRole {
  GROW,
  MONITOR,
  INTERVENE,
  ESCALATE;

  /** Whether this role asks for more urgent work than the other. */
  public boolean isWorseThan(BandRole other) {
    return compareTo(other) > 0;
  }
}
