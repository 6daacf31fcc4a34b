package dev.customerhealth.state;

import dev.customerhealth.domain.account.DistinctDays;
import java.util.Arrays;

/**
 * How many users were seen on past days: about as many as logged in, so that logins are few bytes.
 */
final class UsersByDay {
  /** Less than a byte counts; of more there is little to gain, and much to count. */
  private static final int MOST = 64;

  /** Every eighth bit: a count per day, eight days in a word. */
  private static final long EVERY_EIGHTH = 0x0101010101010101L;

  private static final int BYTE = 0xff;

  private UsersByDay() {}

  /**
   * Counts of days, eight words for every 64 days: of the days 0, 8, 16 and so on before today, of
   * those 1, 9, 17 and so on; none where there are too many users to count.
   */
  static final class Counts {
    static final Counts NONE = new Counts(0, new long[0]);

    private final int today;
    private final long[] words;

    private Counts(int today, long[] words) {
      this.today = today;
      this.words = words;
    }

    /** Whether users were counted. */
    boolean known() {
      return words.length > 0;
    }

    /** How many users were seen on a day. */
    int on(int day) {
      int age = today - day;
      int word = age / Long.SIZE * Byte.SIZE + age % Byte.SIZE;
      return age >= 0 && word < words.length
          ? (int) (words[word] >>> (age % Long.SIZE & -Byte.SIZE)) & BYTE
          : 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Counts that
          && today == that.today
          && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
      return 31 * today + Arrays.hashCode(words);
    }
  }

  /**
   * Counts users on days.
   *
   * @param today the account's current day
   * @param latest the last day they are counted on
   * @param oldest the first one
   */
  static Counts count(DistinctDays users, int today, int latest, int oldest) {
    if (users.size() > MOST || latest > today) {
      return Counts.NONE;
    }
    int last = Math.min((today - oldest) / Long.SIZE, DistinctDays.words(users.kept()) - 1);
    int first = (today - latest) / Long.SIZE;
    long[] words = new long[Math.max(1, last + 1) * Byte.SIZE];
    for (int word = first; word <= last; word++) {
      count(users, word, word == first ? -1L << (today - latest) : -1L, words);
    }
    return new Counts(today, words);
  }

  /** Counts 64 days at once: bit 0 of every byte of the word, then bit 1, and so on. */
  private static void count(DistinctDays users, int word, long mask, long[] words) {
    long of0 = 0;
    long of1 = 0;
    long of2 = 0;
    long of3 = 0;
    long of4 = 0;
    long of5 = 0;
    long of6 = 0;
    long of7 = 0;
    for (int i = 0; i < users.size(); i++) {
      long days = users.days(i, word) & mask;
      of0 += days & EVERY_EIGHTH;
      of1 += days >>> 1 & EVERY_EIGHTH;
      of2 += days >>> 2 & EVERY_EIGHTH;
      of3 += days >>> 3 & EVERY_EIGHTH;
      of4 += days >>> 4 & EVERY_EIGHTH;
      of5 += days >>> 5 & EVERY_EIGHTH;
      of6 += days >>> 6 & EVERY_EIGHTH;
      of7 += days >>> 7 & EVERY_EIGHTH;
    }
    int at = word * Byte.SIZE;
    words[at] = of0;
    words[at + 1] = of1;
    words[at + 2] = of2;
    words[at + 3] = of3;
    words[at + 4] = of4;
    words[at + 5] = of5;
    words[at + 6] = of6;
    words[at + 7] = of7;
  }
}
