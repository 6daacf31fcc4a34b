package dev.customerhealth.domain.account;

import java.util.Arrays;

/**
 * Days of several members as bits: an array per 64 days, the latest first, with a word per member.
 * Bit 0 of the first is the current day; an array that is zero for everybody may be null.
 */
final class DayWords {
  private DayWords() {}

  /** Arrays that so many days take. */
  static int of(int days) {
    return (days + Long.SIZE - 1) / Long.SIZE;
  }

  /** Marks the day of an age. */
  static void set(long[] words, int age) {
    words[age / Long.SIZE] |= 1L << age;
  }

  /** The bits of a word that stand for days from youngestAge to oldestAge. */
  static long within(int word, int youngestAge, int oldestAge) {
    int from = Math.max(0, youngestAge - word * Long.SIZE);
    int to = Math.min(Long.SIZE - 1, oldestAge - word * Long.SIZE);
    return (-1L >>> (Long.SIZE - 1 - (to - from))) << from;
  }

  /**
   * How many members have a day of an age. Asked of all of them at every judgement, so it must not
   * depend on guessing who has.
   *
   * @param members only so many, the first
   */
  static int seen(long[][] words, int members, int youngestAge, int oldestAge) {
    int first = youngestAge / Long.SIZE;
    int last = Math.min(oldestAge / Long.SIZE, words.length - 1);
    if (first == last) {
      return words[first] == null
          ? 0
          : seen(words[first], members, within(first, youngestAge, oldestAge));
    }
    long[] any = new long[members];
    for (int w = first; w <= last; w++) {
      if (words[w] != null) {
        long within = within(w, youngestAge, oldestAge);
        for (int i = 0; i < members; i++) {
          any[i] |= words[w][i] & within;
        }
      }
    }
    return seen(any, members, -1L);
  }

  private static int seen(long[] word, int members, long within) {
    int seen = 0;
    for (int i = 0; i < members; i++) {
      long days = word[i] & within;
      seen += (int) ((days | -days) >>> (Long.SIZE - 1));
    }
    return seen;
  }

  /** The sum of the days of some age of the first members. */
  static long sum(long[][] words, int members, int youngestAge, int oldestAge) {
    long sum = 0;
    int last = Math.min(oldestAge / Long.SIZE, words.length - 1);
    for (int w = youngestAge / Long.SIZE; w <= last; w++) {
      long within = within(w, youngestAge, oldestAge);
      for (int i = 0; words[w] != null && i < members; i++) {
        sum += Long.bitCount(words[w][i] & within);
      }
    }
    return sum;
  }

  /** Whether a member has any day. */
  static boolean any(long[][] words, int index) {
    for (long[] word : words) {
      if (word != null && word[index] != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The same some days later.
   *
   * @param size members
   * @param kept what is so many days ago is forgotten
   */
  static long[][] moved(long[][] words, int size, int days, int kept) {
    long[][] moved = new long[words.length][];
    int wholeWords = days / Long.SIZE;
    int bits = days % Long.SIZE;
    for (int w = wholeWords; w < words.length; w++) {
      long[] low = words[w - wholeWords];
      long[] carried = bits > 0 && w > wholeWords ? words[w - wholeWords - 1] : null;
      if (low != null || carried != null) {
        moved[w] = new long[size];
        for (int i = 0; i < size; i++) {
          long shifted = low == null ? 0 : low[i] << bits;
          moved[w][i] = carried == null ? shifted : shifted | carried[i] >>> (Long.SIZE - bits);
        }
      }
    }
    return lean(cut(moved, kept));
  }

  /** The same for more days, or without what is so many days ago. */
  static long[][] kept(long[][] words, int days) {
    long[][] kept = Arrays.copyOf(words, of(days));
    int last = kept.length - 1;
    kept[last] = kept[last] == null ? null : kept[last].clone();
    return lean(cut(kept, days));
  }

  /** In the last array, which is changed. */
  private static long[][] cut(long[][] words, int days) {
    long[] last = words[words.length - 1];
    long wanted = -1L >>> (words.length * Long.SIZE - days);
    for (int i = 0; last != null && i < last.length; i++) {
      last[i] &= wanted;
    }
    return words;
  }

  /** The same with room for one more member. */
  static long[][] withGap(long[][] words, int size, int at, int word) {
    long[][] more = new long[words.length][];
    for (int w = 0; w < words.length; w++) {
      if (words[w] != null || w == word) {
        more[w] = new long[size + 1];
        if (words[w] != null) {
          System.arraycopy(words[w], 0, more[w], 0, at);
          System.arraycopy(words[w], at, more[w], at + 1, size - at);
        }
      }
    }
    return more;
  }

  /** Some of the members. */
  static long[][] at(long[][] words, int[] places) {
    long[][] some = new long[words.length][];
    for (int w = 0; w < words.length; w++) {
      if (words[w] != null) {
        some[w] = new long[places.length];
        for (int i = 0; i < places.length; i++) {
          some[w][i] = words[w][places[i]];
        }
      }
    }
    return some;
  }

  /** Arrays that are zero for everybody, left out in place. */
  static long[][] lean(long[][] words) {
    for (int w = 0; w < words.length; w++) {
      if (words[w] != null && allZero(words[w])) {
        words[w] = null;
      }
    }
    return words;
  }

  private static boolean allZero(long[] word) {
    for (long each : word) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }
}
