package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.account.Days;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What an account paid per month, through all its movements in event time. Before the first one it
 * paid what those say that were folded, else what the first one says was paid before.
 *
 * <p>Who is billed by use, or by seats, has several movements a week. Of more than {@link #MANY}
 * those are folded that no figure looks at any more, which changes nothing. Of more than {@link
 * #MOST} that count some are given up, first such that only the sum of gross movements misses.
 *
 * @param folded what older movements still say
 * @param movements in order of event time; at least one where any is known
 */
public record RevenueLine(FoldedRevenue folded, List<Movement> movements) {
  /** Of more movements than this those that do not count any more are folded. */
  static final int MANY = 128;

  /** Movements kept at most. */
  public static final int MOST = 500;

  /** No movement is known. */
  public static final RevenueLine NONE = new RevenueLine(FoldedRevenue.NONE, List.of());

  public RevenueLine {
    movements = List.copyOf(movements);
  }

  /** This line with one more movement; this object when that is known, or older than all kept. */
  RevenueLine with(Movement movement) {
    int at = Collections.binarySearch(movements, movement, Movement.ORDER);
    if (at >= 0 || folded.covers(movement)) {
      return this;
    }
    List<Movement> more = new ArrayList<>(movements);
    more.add(-at - 1, movement);
    return new RevenueLine(folded, more);
  }

  /**
   * This line without movements that count in nothing that can change in a month of the book, or
   * later; this object when there are not many, or none of them is such. The last movement stays.
   */
  RevenueLine withoutUncounted(int month) {
    if (month == Months.NONE || movements.size() <= MANY) {
      return this;
    }
    long from = Contributions.firstLookedAt(month);
    int restated = Contributions.firstRestated(month);
    FoldedRevenue past = folded;
    int first = 0;
    while (first < movements.size() - 1 && movements.get(first).atMillis() < from) {
      FoldedRevenue next = Renewals.folded(past, movements.get(first));
      if (next.lastDue() != Days.NONE && Months.ofDay(next.lastDue()) >= restated) {
        // Renewed long before its time: it is counted when that comes.
        break;
      }
      past = next;
      first++;
    }
    return first == 0 ? this : new RevenueLine(past, movements.subList(first, movements.size()));
  }

  /** This line with no more movements than are kept; this object when it has no more. */
  RevenueLine atMost() {
    if (movements.size() <= MOST) {
      return this;
    }
    List<Movement> fewer = new ArrayList<>(movements);
    FoldedRevenue past = folded;
    while (fewer.size() > MOST) {
      int spare = spare(fewer, past.term());
      if (spare < 0) {
        past = Renewals.folded(past, fewer.get(0));
      }
      fewer.remove(Math.max(0, spare));
    }
    return new RevenueLine(past, fewer);
  }

  /**
   * The oldest movement that only the sum of gross movements misses: the next one is of the same
   * month, and neither has to do with a renewal. -1 when there is none.
   */
  private static int spare(List<Movement> movements, int term) {
    int before = term;
    for (int i = 0; i + 1 < movements.size(); i++) {
      Movement movement = movements.get(i);
      Movement next = movements.get(i + 1);
      if (movement.isOnlyMoney(before)
          && next.isOnlyMoney(before)
          && Months.of(movement.atMillis()) == Months.of(next.atMillis())
          && (movement.lines() == 0 || next.lines() > 0)) {
        return i;
      }
      before = movement.termAfter(before);
    }
    return -1;
  }

  /** Whether any movement is known. */
  public boolean isTold() {
    return !movements.isEmpty();
  }

  /** Index of the last movement before an instant; -1 when there is none. */
  int lastBefore(long millis) {
    int low = 0;
    int high = movements.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (movements.get(middle).atMillis() < millis) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  /**
   * Monthly revenue after the movement at an index, before all of them at -1; in minor units of the
   * reporting currency, {@link Rates#UNKNOWN} without a rate.
   */
  long after(int index, Rates rates) {
    if (index >= 0) {
      Movement movement = movements.get(index);
      return rates.convert(movement.afterMinor(), movement.currency());
    }
    if (!folded.isNone()) {
      return rates.convert(folded.paidMinor(), folded.currency());
    }
    if (movements.isEmpty()) {
      return 0;
    }
    Movement first = movements.get(0);
    return first.kind() == Movement.Kind.NEW || first.beforeMinor() < 0
        ? 0
        : rates.convert(first.beforeMinor(), first.currency());
  }

  /**
   * Currency of what is paid after the movement at an index, before all at -1; null when not told.
   */
  String currency(int index) {
    if (index < 0 && !folded.isNone()) {
      return folded.currency();
    }
    return movements.isEmpty() ? null : movements.get(Math.max(0, index)).currency();
  }

  /** Product lines held just before an instant; 0 when not told. */
  int linesBefore(long millis) {
    for (int i = lastBefore(millis); i >= 0; i--) {
      if (movements.get(i).lines() > 0) {
        return movements.get(i).lines();
      }
    }
    return folded.lines();
  }

  /** What is paid now, by the last movement. */
  long now(Rates rates) {
    return after(movements.size() - 1, rates);
  }
}
