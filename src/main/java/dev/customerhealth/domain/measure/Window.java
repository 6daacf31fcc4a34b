package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.DistinctDays;

/** Some days of an account's life, as places in its day log; made by a {@link Reading}. */
final class Window {
  private static final long NOT_COUNTED = -1;

  private final int days;
  private final int endAge;
  private final int fromIndex;
  private final int toIndex;
  private long activeUsers = NOT_COUNTED;

  /**
   * A window.
   *
   * @param days its length
   * @param endAge how many days ago its last day was; 0 when that is the current one
   * @param fromIndex place of its first logged day
   * @param toIndex place after its last logged day
   */
  Window(int days, int endAge, int fromIndex, int toIndex) {
    this.days = days;
    this.endAge = endAge;
    this.fromIndex = fromIndex;
    this.toIndex = toIndex;
  }

  int days() {
    return days;
  }

  int endAge() {
    return endAge;
  }

  /** How many days ago its first day was. */
  int startAge() {
    return endAge + days - 1;
  }

  int fromIndex() {
    return fromIndex;
  }

  int toIndex() {
    return toIndex;
  }

  /** Whether it is these days. */
  boolean is(int otherDays, int otherEndAge) {
    return days == otherDays && endAge == otherEndAge;
  }

  /** Users active within it, counted once however many measures ask. */
  long activeUsers(Reading reading) {
    DistinctDays users = reading.users();
    if (activeUsers == NOT_COUNTED) {
      activeUsers = users.active(endAge, startAge());
    }
    return activeUsers;
  }
}
