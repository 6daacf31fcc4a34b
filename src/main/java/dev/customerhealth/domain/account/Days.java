package dev.customerhealth.domain.account;

/** Days as the domain counts them: whole UTC days since 1970-01-01, at any place of the world. */
public final class Days {
  /** Milliseconds of one day. */
  public static final long MILLIS = 86_400_000L;

  /** Stands for no day at all. */
  public static final int NONE = Integer.MIN_VALUE;

  /**
   * The longest window of any measure, in days, unless a model asks for a year: what arrives older
   * is late.
   */
  public static final int LONGEST_WINDOW = 90;

  /**
   * Days that are kept unless a model asks for a year: the longest window, and the one of the same
   * length before it, with which measures are compared. Also what is said to be so long ago that it
   * does not matter how long.
   */
  public static final int KEPT = 2 * LONGEST_WINDOW;

  /** The window of a year, which accounts keep only where a model asks for it. */
  public static final int YEAR = 365;

  /** Days that are kept at most: a year, and the year before it. */
  public static final int MOST_KEPT = 2 * YEAR;

  private Days() {}

  /** The day an instant lies in. */
  public static int of(long epochMillis) {
    return (int) Math.floorDiv(epochMillis, MILLIS);
  }

  /**
   * First day of the window of so many days that ends with a day: the day itself and those before.
   */
  public static int windowStart(int day, int windowDays) {
    return day - windowDays + 1;
  }

  /** The first instant of a day. */
  public static long startOf(int day) {
    return day * MILLIS;
  }

  /** The earlier of two days, either of which may be {@link #NONE}. */
  public static int earlier(int one, int other) {
    if (one == NONE) {
      return other;
    }
    return other == NONE ? one : Math.min(one, other);
  }
}
