package dev.customerhealth.domain.account;

import java.util.Arrays;

/**
 * What the account paid per month, and since when: one entry per minute in which it changed, the
 * higher of two. Kept as far back as measures compare, and the last entry before; of more than
 * {@link #MOST} the latest.
 */
public final class RevenueHistory {
  /** Entries kept at most. */
  public static final int MOST = 32;

  /** Nothing is known. */
  public static final RevenueHistory NONE = new RevenueHistory(new int[0], new long[0], new int[0]);

  private static final int MINUTES_PER_DAY = 1440;

  private final int[] minutes;
  private final long[] amounts;
  private final int[] currencies;

  private RevenueHistory(int[] minutes, long[] amounts, int[] currencies) {
    this.minutes = minutes;
    this.amounts = amounts;
    this.currencies = currencies;
  }

  /**
   * A history from its parts, which are not copied and must not be changed afterwards.
   *
   * @param minutes since 1970, ascending
   * @param amounts monthly revenue in minor units from that minute on
   * @param currencies by {@link Register#currency}
   */
  public static RevenueHistory of(int[] minutes, long[] amounts, int[] currencies) {
    return minutes.length == 0 ? NONE : new RevenueHistory(minutes, amounts, currencies);
  }

  /** Entries kept. */
  public int size() {
    return minutes.length;
  }

  /** The minute of an entry, ascending. */
  public int minute(int index) {
    return minutes[index];
  }

  /** Monthly revenue of an entry, in minor units. */
  public long amount(int index) {
    return amounts[index];
  }

  /** Currency of an entry, by {@link Register#currency}. */
  public int currency(int index) {
    return currencies[index];
  }

  /** The day of an entry. */
  public int day(int index) {
    return Math.floorDiv(minutes[index], MINUTES_PER_DAY);
  }

  /** Index of the entry that held at the end of a day; -1 when none did. */
  public int atEndOf(int day) {
    int index = minutes.length - 1;
    while (index >= 0 && day(index) > day) {
      index--;
    }
    return index;
  }

  /** This history with what was paid from a minute on. */
  RevenueHistory with(int minute, long amount, int currency) {
    int index = Arrays.binarySearch(minutes, minute);
    if (index >= 0) {
      if (amount < amounts[index] || (amount == amounts[index] && currency <= currencies[index])) {
        return this;
      }
      long[] changed = amounts.clone();
      int[] changedCurrencies = currencies.clone();
      changed[index] = amount;
      changedCurrencies[index] = currency;
      return new RevenueHistory(minutes, changed, changedCurrencies);
    }
    int at = -index - 1;
    int size = minutes.length + 1;
    int[] moreMinutes = Arrays.copyOf(minutes, size);
    long[] moreAmounts = Arrays.copyOf(amounts, size);
    int[] moreCurrencies = Arrays.copyOf(currencies, size);
    System.arraycopy(minutes, at, moreMinutes, at + 1, size - 1 - at);
    System.arraycopy(amounts, at, moreAmounts, at + 1, size - 1 - at);
    System.arraycopy(currencies, at, moreCurrencies, at + 1, size - 1 - at);
    moreMinutes[at] = minute;
    moreAmounts[at] = amount;
    moreCurrencies[at] = currency;
    RevenueHistory longer = new RevenueHistory(moreMinutes, moreAmounts, moreCurrencies);
    return size > MOST ? longer.from(size - MOST) : longer;
  }

  /** This history without what was over before a day. */
  RevenueHistory since(int day) {
    int held = Math.max(0, atEndOf(day));
    return held == 0 ? this : from(held);
  }

  private RevenueHistory from(int index) {
    return new RevenueHistory(
        Arrays.copyOfRange(minutes, index, minutes.length),
        Arrays.copyOfRange(amounts, index, amounts.length),
        Arrays.copyOfRange(currencies, index, currencies.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RevenueHistory that
        && Arrays.equals(minutes, that.minutes)
        && Arrays.equals(amounts, that.amounts)
        && Arrays.equals(currencies, that.currencies);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(minutes) + Arrays.hashCode(amounts);
  }

  @Override
  public String toString() {
    return "RevenueHistory" + Arrays.toString(minutes) + Arrays.toString(amounts);
  }
}
