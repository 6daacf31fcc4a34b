package dev.customerhealth.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * The regimes that accounts of a partition may still meet: the one everybody has lived through, and
 * those that not everybody has. Immutable.
 */
public final class ModelTimeline {
  private final Regime[] regimes;

  private ModelTimeline(List<Regime> regimes) {
    this.regimes = regimes.toArray(Regime[]::new);
  }

  /**
   * The timeline of a book.
   *
   * @param settledUntil every account has lived through what came into force until then, in
   *     milliseconds since 1970 UTC
   */
  public static ModelTimeline of(ModelBook book, long settledUntil) {
    List<Regime> regimes = new ArrayList<>();
    regimes.add(book.at(settledUntil));
    book.switchesAfter(settledUntil).forEach(from -> regimes.add(book.at(from)));
    return new ModelTimeline(regimes);
  }

  /** Whether everybody has lived through everything: then {@link #first()} is all there is. */
  public boolean isSettled() {
    return regimes.length == 1;
  }

  /** The regime that everybody has lived through. */
  public Regime first() {
    return regimes[0];
  }

  /** The regime at a business time. */
  public Regime at(long millis) {
    int i = regimes.length - 1;
    while (i > 0 && regimes[i].fromMillis() > millis) {
      i--;
    }
    return regimes[i];
  }

  /** The regime right before another one of this timeline. */
  public Regime before(Regime later) {
    return at(later.fromMillis() - 1);
  }

  /**
   * The regimes that come into force after a time, up to another one.
   *
   * @param after exclusive
   * @param upTo inclusive
   */
  public List<Regime> between(long after, long upTo) {
    List<Regime> between = new ArrayList<>();
    for (int i = 1; i < regimes.length; i++) {
      if (regimes[i].fromMillis() > after && regimes[i].fromMillis() <= upTo) {
        between.add(regimes[i]);
      }
    }
    return between;
  }
}
