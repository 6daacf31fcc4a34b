package dev.customerhealth.domain.portfolio;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What an account paid per month, through all its movements in event time. Before the first one it
 * paid what that one says was paid before.
 *
 * @param movements in order of event time
 */
public record RevenueLine(List<Movement> movements) {
  /** Movements kept at most; of more the oldest are folded into what was paid before. */
  public static final int MOST = 128;

  /** No movement is known. */
  public static final RevenueLine NONE = new RevenueLine(List.of());

  public RevenueLine {
    movements = List.copyOf(movements);
  }

  /** This line with one more movement; this object when that event is known. */
  RevenueLine with(Movement movement) {
    int at = Collections.binarySearch(movements, movement, Movement.ORDER);
    if (at >= 0) {
      return this;
    }
    List<Movement> more = new ArrayList<>(movements);
    more.add(-at - 1, movement);
    if (more.size() > MOST) {
      Movement oldest = more.remove(0);
      if (Objects.equals(oldest.currency(), more.get(0).currency())) {
        more.set(0, more.get(0).after(oldest));
      }
    }
    return new RevenueLine(more);
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
    if (movements.isEmpty()) {
      return 0;
    }
    Movement first = movements.get(0);
    return first.kind() == Movement.Kind.NEW || first.beforeMinor() < 0
        ? 0
        : rates.convert(first.beforeMinor(), first.currency());
  }

  /** Currency of the movement at an index; that of the first at -1; null when not told. */
  String currency(int index) {
    return movements.isEmpty() ? null : movements.get(Math.max(0, index)).currency();
  }

  /** Product lines held just before an instant; 0 when not told. */
  int linesBefore(long millis) {
    for (int i = lastBefore(millis); i >= 0; i--) {
      if (movements.get(i).lines() > 0) {
        return movements.get(i).lines();
      }
    }
    return 0;
  }

  /** What is paid now, by the last movement. */
  long now(Rates rates) {
    return after(movements.size() - 1, rates);
  }
}
