package dev.customerhealth.notify.planning;

/**
 * An alert that is not told yet because something holds it back.
 *
 * @param address where it would be told
 * @param alertId which alert
 * @param reason what holds it back
 */
public record Hold(Address address, String alertId, Reason reason) {

  /** What can hold an alert back; waiting for the others of its group is none of it. */
  public enum Reason {
    /** Who would be told is left alone at this time. */
    QUIET_HOURS,
    /** The time of day of the digest has not come. */
    DIGEST,
    /** An outage kept it back, and more of what it kept back may come, among that its end. */
    BACKLOG,
    /** The CSM was told enough for now. */
    RATE_LIMIT,
    /** The route tells nothing at this time. */
    MUTE_TIME
  }
}
