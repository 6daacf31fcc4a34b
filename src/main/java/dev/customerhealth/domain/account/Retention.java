package dev.customerhealth.domain.account;

/**
 * How far back an account remembers. Most keep {@link Days#KEPT} days; where a model asks for a
 * year, accounts it may judge keep as many as it asks for.
 *
 * @param days days that are kept, the current one included: {@link Days#KEPT}, {@link Days#YEAR} or
 *     {@link Days#MOST_KEPT}
 * @param sinceDay first day of which everything is still known, where some of what lies within the
 *     days kept was forgotten before they were so many; {@link Days#NONE} when nothing was
 */
public record Retention(int days, int sinceDay) {

  /** As long as most accounts remember. */
  public static final Retention STANDARD = new Retention(Days.KEPT, Days.NONE);

  public Retention {
    if (!isPossible(days)) {
      throw new IllegalArgumentException("expected days that may be kept, found " + days);
    }
  }

  /** Whether an account may keep so many days. */
  public static boolean isPossible(int days) {
    return days == Days.KEPT || days == Days.YEAR || days == Days.MOST_KEPT;
  }

  /** What an account that remembers so long forgets on a day: everything before this one. */
  int firstDay(int today) {
    return Days.windowStart(today, days);
  }

  /** Days after which nothing can be told any more that arrives late. */
  int longestWindow() {
    return days > Days.KEPT ? Days.YEAR : Days.LONGEST_WINDOW;
  }

  /**
   * Whether everything is known of the days from so many days ago on.
   *
   * @param today the account's current day
   * @param age days before it, at least 0
   */
  public boolean covers(int today, int age) {
    return age < days && (sinceDay == Days.NONE || today - age >= sinceDay);
  }

  /** This on a later day: what was forgotten does not matter once nobody would remember it. */
  Retention on(int today) {
    return sinceDay != Days.NONE && sinceDay <= firstDay(today)
        ? new Retention(days, Days.NONE)
        : this;
  }

  /**
   * From now on so many days.
   *
   * @param today the account's current day
   * @param forgotSome whether anything may have been forgotten so far
   */
  Retention keeping(int more, int today, boolean forgotSome) {
    if (more < days) {
      return more == Days.KEPT ? STANDARD : new Retention(more, sinceDay).on(today);
    }
    return new Retention(more, forgotSome ? Math.max(sinceDay, firstDay(today)) : Days.NONE);
  }
}
