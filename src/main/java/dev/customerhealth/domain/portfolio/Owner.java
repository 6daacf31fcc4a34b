package dev.customerhealth.domain.portfolio;

import java.util.ArrayList;
import java.util.List;

/**
 * To which parts of the book an account belongs from a month on. A month belongs to those it
 * belonged to at its end, so a closed month stays with whom it was closed for.
 *
 * @param sinceMonth by {@link Months}; {@link Months#NONE} for all that came before
 * @param attribution the parts
 */
public record Owner(int sinceMonth, Attribution attribution) {

  /** Nobody told yet. */
  static final List<Owner> NOBODY = List.of(new Owner(Months.NONE, Attribution.UNKNOWN));

  /** Changes of owner remembered at most. */
  private static final int MOST = 64;

  /** Who owned an account in a month. */
  static Attribution at(List<Owner> owners, int month) {
    for (int i = owners.size() - 1; i > 0; i--) {
      if (owners.get(i).sinceMonth <= month) {
        return owners.get(i).attribution;
      }
    }
    return owners.get(0).attribution;
  }

  /**
   * With what is told from a month on. The first that is told holds for all that came before: the
   * account was the same, only nobody had said what it is.
   */
  static List<Owner> with(List<Owner> owners, int sinceMonth, Attribution told) {
    Owner last = owners.get(owners.size() - 1);
    if (last.attribution.equals(told)) {
      return owners;
    }
    if (owners.size() == 1 && last.attribution.equals(Attribution.UNKNOWN)) {
      return List.of(new Owner(Months.NONE, told));
    }
    List<Owner> more = new ArrayList<>(owners);
    while (more.size() > 1 && more.get(more.size() - 1).sinceMonth >= sinceMonth) {
      more.remove(more.size() - 1);
    }
    more.add(new Owner(sinceMonth, told));
    if (more.size() > MOST) {
      more.remove(0);
      more.set(0, new Owner(Months.NONE, more.get(0).attribution));
    }
    return List.copyOf(more);
  }
}
