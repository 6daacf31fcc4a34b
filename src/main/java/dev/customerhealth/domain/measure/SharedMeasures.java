package dev.customerhealth.domain.measure;

import java.util.List;

/**
 * Where the measures of one model stand among those of others, so that what was read for those
 * serves this one too. Immutable.
 */
public final class SharedMeasures {
  /** Not read for the other. */
  private static final int NOWHERE = -1;

  private final AskedMeasures[] others;
  private final int[][] places;
  private final boolean[] same;

  private SharedMeasures(AskedMeasures wanted, List<AskedMeasures> others) {
    this.others = others.toArray(AskedMeasures[]::new);
    this.places = new int[this.others.length][];
    this.same = new boolean[this.others.length];
    for (int i = 0; i < this.others.length; i++) {
      places[i] = places(wanted, this.others[i]);
      same[i] = inPlace(places[i], this.others[i]);
    }
  }

  /**
   * What is shared.
   *
   * @param wanted the measures of the one
   * @param others those of each of the others
   */
  public static SharedMeasures of(AskedMeasures wanted, List<AskedMeasures> others) {
    return new SharedMeasures(wanted, others);
  }

  private static int[] places(AskedMeasures wanted, AskedMeasures other) {
    int[] places = new int[wanted.size()];
    for (int i = 0; i < places.length; i++) {
      int place = other.indexOf(wanted.measure(i));
      boolean serves = place >= 0 && (!wanted.isCompared(i) || other.isCompared(place));
      places[i] = serves ? place : NOWHERE;
    }
    return places;
  }

  private static boolean inPlace(int[] places, AskedMeasures other) {
    boolean inPlace = places.length == other.size();
    for (int i = 0; i < places.length; i++) {
      inPlace &= places[i] == i;
    }
    return inPlace;
  }

  /** Which of the others this is; negative when it is none. */
  int indexOf(AskedMeasures other) {
    int i = others.length - 1;
    while (i >= 0 && others[i] != other) {
      i--;
    }
    return i;
  }

  /** Whether all that was read for another is just what is wanted. */
  boolean isSame(int other) {
    return same[other];
  }

  /** The place at another of a measure wanted; negative when it was not read for that one. */
  int place(int other, int wanted) {
    return places[other][wanted];
  }
}
