package dev.customerhealth.state;

import java.util.Arrays;

/**
 * The days on which anybody was seen, which are known from the counts already: of a member only
 * these have to be written. They come in weeks, so the bits of days between are left out run by
 * run, and the runs are found once for all members.
 */
final class DaysSeen {
  private final long[] words;
  private final int[] counts;
  private final long[][] runs;
  private final int[][] shifts;
  private final int all;

  /**
   * @param words a bit per day, 64 days a word, the latest first
   */
  DaysSeen(long[] words) {
    this.words = words;
    this.counts = new int[words.length];
    this.runs = new long[words.length][];
    this.shifts = new int[words.length][];
    int sum = 0;
    for (int word = 0; word < words.length; word++) {
      counts[word] = Long.bitCount(words[word]);
      sum += counts[word];
      findRuns(word);
    }
    this.all = sum;
  }

  /** The bits of every run where they are, and how far they move when they are pushed together. */
  private void findRuns(int word) {
    int many = Long.bitCount(words[word] & ~(words[word] << 1));
    runs[word] = new long[many];
    shifts[word] = new int[many];
    long left = words[word];
    int filled = 0;
    for (int run = 0; run < many; run++) {
      long first = left & -left;
      // Adding to the lowest one of a run carries through it: what was changed is the run.
      runs[word][run] = left & ~(left + first);
      shifts[word][run] = Long.numberOfTrailingZeros(left) - filled;
      filled += Long.bitCount(runs[word][run]);
      left &= left + first;
    }
  }

  /** Whether they are these days. */
  boolean isOf(long[] others) {
    return Arrays.equals(words, others);
  }

  /** Words of 64 days. */
  int size() {
    return words.length;
  }

  /** The days of a word. */
  long word(int index) {
    return words[index];
  }

  /** How many days a word has. */
  int count(int index) {
    return counts[index];
  }

  /** How many days there are. */
  int count() {
    return all;
  }

  /** The bits of a value that stand for days of a word, pushed together. */
  long compressed(long value, int word) {
    long result = 0;
    for (int run = 0; run < runs[word].length; run++) {
      result |= (value & runs[word][run]) >>> shifts[word][run];
    }
    return result;
  }

  /** The opposite of {@link #compressed}. */
  long expanded(long compressed, int word) {
    long result = 0;
    for (int run = 0; run < runs[word].length; run++) {
      result |= (compressed << shifts[word][run]) & runs[word][run];
    }
    return result;
  }
}
