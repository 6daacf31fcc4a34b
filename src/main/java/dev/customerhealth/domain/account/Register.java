package dev.customerhealth.domain.account;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Things followed one by one: tickets, goals, invoices and the like. Bounded: beyond the bound
 * those that are settled are forgotten first, the longest ago first, and what was forgotten while
 * it mattered is counted.
 */
public final class Register {

  /** Bit of an item's flags: it is over, and only remembered so that late news find it. */
  public static final int SETTLED = 1;

  /** Bits of an item's hash: of a hundred items, two are taken for one in one account of 3,400. */
  public static final int HASH_BITS = 24;

  /** Items kept at most. */
  public static final int MOST = 128;

  /** Settled items kept at most. */
  public static final int MOST_SETTLED = 64;

  /** Nothing is followed. */
  public static final Register NONE = new Register(new Item[0], 0);

  private static final long MILLIS_PER_MINUTE = 60_000;
  private static final int MINUTES_PER_DAY = 1440;

  /**
   * One thing.
   *
   * @param hash stands for its id
   * @param flags what is known of it, {@link #SETTLED} and bits of its kind
   * @param at minute since 1970 at which its state became true
   * @param day the day it is due; {@link Days#NONE} when not told
   * @param dayAt minute at which that was told; {@link Days#NONE} without
   * @param amount what it is worth, in minor units; 0 when not told
   * @param amountAt minute at which that was told; {@link Days#NONE} without
   * @param currency code of the amount's currency by {@link Register#currency}; 0 without
   */
  public record Item(
      int hash, int flags, int at, int day, int dayAt, long amount, int amountAt, int currency) {

    /** A thing of which nothing else is known. */
    static Item of(int hash, int flags, int at) {
      return new Item(hash, flags, at, Days.NONE, Days.NONE, 0, Days.NONE, 0);
    }

    /** Whether any of some flags is set. */
    public boolean is(int bits) {
      return (flags & bits) != 0;
    }

    /** The day its state became true. */
    public int atDay() {
      return Math.floorDiv(at, MINUTES_PER_DAY);
    }

    /** The day of the latest that was told of it: its state, when it is due, what it is worth. */
    public int newsDay() {
      return Math.floorDiv(Math.max(at, Math.max(dayAt, amountAt)), MINUTES_PER_DAY);
    }

    Item state(int newFlags, int newAt) {
      return new Item(hash, newFlags, newAt, day, dayAt, amount, amountAt, currency);
    }

    /** With the day it is due, if this is news; of news of one minute the later day stands. */
    Item due(int newDay, int toldAt) {
      boolean news = dayAt == Days.NONE || toldAt > dayAt || (toldAt == dayAt && newDay > day);
      return news ? new Item(hash, flags, at, newDay, toldAt, amount, amountAt, currency) : this;
    }

    /** With its worth, if this is news; of news of one minute the higher amount stands. */
    Item worth(long newAmount, int newCurrency, int toldAt) {
      boolean news =
          amountAt == Days.NONE
              || toldAt > amountAt
              || (toldAt == amountAt && newAmount > amount)
              || (toldAt == amountAt && newAmount == amount && newCurrency > currency);
      return news ? new Item(hash, flags, at, day, dayAt, newAmount, toldAt, newCurrency) : this;
    }
  }

  private final Item[] items;
  private final long forgotten;

  private Register(Item[] items, long forgotten) {
    this.items = items;
    this.forgotten = forgotten;
  }

  /**
   * A register from its parts.
   *
   * @param items ascending by hash
   * @param forgotten items given up because of the bound, ever
   */
  public static Register of(List<Item> items, long forgotten) {
    return items.isEmpty() && forgotten == 0
        ? NONE
        : new Register(items.toArray(Item[]::new), forgotten);
  }

  /** The hash that stands for an id. */
  public static int hash(String id) {
    return (int) (StableHash.of(id) >>> (Long.SIZE - HASH_BITS));
  }

  /** The number that stands for a currency, never 0; 0 for none. */
  public static int currency(String code) {
    return code == null ? 0 : (int) (StableHash.of(code) >>> (Long.SIZE - Short.SIZE + 1)) + 1;
  }

  /** The minute of a time in milliseconds. */
  public static int minute(long epochMillis) {
    return (int) Math.floorDiv(epochMillis, MILLIS_PER_MINUTE);
  }

  /** Items kept. */
  public int size() {
    return items.length;
  }

  /** The item at an index, ascending by hash. */
  public Item item(int index) {
    return items[index];
  }

  /** Items given up, ever, because there were too many while they still mattered. */
  public long forgotten() {
    return forgotten;
  }

  /** The item of a hash; null when there is none. */
  public Item find(int hash) {
    int index = index(hash);
    return index >= 0 ? items[index] : null;
  }

  private int index(int hash) {
    int low = 0;
    int high = items.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (items[middle].hash() < hash) {
        low = middle + 1;
      } else if (items[middle].hash() > hash) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -low - 1;
  }

  /** This register with an item new or changed. */
  Register with(Item item) {
    int index = index(item.hash());
    if (index >= 0) {
      Item[] changed = items.clone();
      changed[index] = item;
      return new Register(changed, forgotten).bounded();
    }
    int at = -index - 1;
    Item[] more = new Item[items.length + 1];
    System.arraycopy(items, 0, more, 0, at);
    more[at] = item;
    System.arraycopy(items, at, more, at + 1, items.length - at);
    return new Register(more, forgotten).bounded();
  }

  private Register bounded() {
    int settled = 0;
    for (Item item : items) {
      settled += item.is(SETTLED) ? 1 : 0;
    }
    if (settled > MOST_SETTLED) {
      return without(oldest(true), 0);
    }
    if (items.length <= MOST) {
      return this;
    }
    return settled > 0 ? without(oldest(true), 0) : without(oldest(false), 1);
  }

  private int oldest(boolean settled) {
    int oldest = -1;
    for (int i = 0; i < items.length; i++) {
      if (items[i].is(SETTLED) == settled && (oldest < 0 || items[i].at() < items[oldest].at())) {
        oldest = i;
      }
    }
    return oldest;
  }

  private Register without(int index, int lost) {
    Item[] fewer = new Item[items.length - 1];
    System.arraycopy(items, 0, fewer, 0, index);
    System.arraycopy(items, index + 1, fewer, index, fewer.length - index);
    return new Register(fewer, forgotten + lost);
  }

  /**
   * This register without what nobody will ask for again.
   *
   * @param settledSince settled items whose state, and whose due day, is before this day go
   * @param openSince items not settled whose state is before this day go too; {@link Days#NONE} to
   *     keep them
   */
  Register since(int settledSince, int openSince) {
    List<Item> kept = new ArrayList<>(items.length);
    for (Item item : items) {
      boolean stays =
          item.is(SETTLED)
              ? Math.max(item.atDay(), item.day()) >= settledSince
              : item.atDay() >= openSince;
      if (stays) {
        kept.add(item);
      }
    }
    return kept.size() == items.length ? this : of(kept, forgotten);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Register that
        && forgotten == that.forgotten
        && Arrays.equals(items, that.items);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(items);
  }

  @Override
  public String toString() {
    return "Register" + Arrays.toString(items);
  }
}
