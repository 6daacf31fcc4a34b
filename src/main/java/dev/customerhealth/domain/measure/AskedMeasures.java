package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.Days;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The measures somebody wants to read, in their order, and what can be said about them once instead
 * of for every account. Immutable.
 */
public final class AskedMeasures {
  private final List<WindowedMeasure> measures;
  private final WindowedMeasure[] inOrder;
  private final int[] codes;
  private final int[] places = new int[WindowedMeasure.CODES];
  private final boolean[] compared;
  private final boolean comparesAny;
  private final DuePlan duePlan;
  private final int keptDays;

  private AskedMeasures(List<WindowedMeasure> measures, Collection<WindowedMeasure> compared) {
    this.measures = List.copyOf(measures);
    this.inOrder = measures.toArray(WindowedMeasure[]::new);
    this.codes = measures.stream().mapToInt(WindowedMeasure::code).toArray();
    this.compared = new boolean[inOrder.length];
    for (int i = 0; i < inOrder.length; i++) {
      this.compared[i] = inOrder[i].hasEarlier() && compared.contains(inOrder[i]);
    }
    Arrays.fill(places, -1);
    for (int i = inOrder.length - 1; i >= 0; i--) {
      places[codes[i]] = i;
    }
    boolean any = false;
    for (boolean each : this.compared) {
      any |= each;
    }
    this.comparesAny = any;
    this.duePlan = DuePlan.of(measures, compared);
    this.keptDays = kept(duePlan.longAges());
  }

  /** These measures, in this order. */
  public static AskedMeasures of(List<WindowedMeasure> measures) {
    return new AskedMeasures(measures, List.of());
  }

  /**
   * These measures, in this order.
   *
   * @param compared those of them whose value over the window before is wanted too
   */
  public static AskedMeasures of(
      List<WindowedMeasure> measures, Collection<WindowedMeasure> compared) {
    return new AskedMeasures(measures, compared);
  }

  private static int kept(int[] longAges) {
    int longest = Arrays.stream(longAges).max().orElse(Days.KEPT);
    return longest > Days.YEAR ? Days.MOST_KEPT : longest;
  }

  /**
   * Days that must be kept of an account so that all of them can be read: {@link Days#KEPT} unless
   * one of them looks back a year.
   */
  public int keptDays() {
    return keptDays;
  }

  /** Whether the value over the window before is wanted of the measure at a place. */
  public boolean isCompared(int index) {
    return compared[index];
  }

  /** Whether the value over the window before is wanted of any measure. */
  boolean comparesAny() {
    return comparesAny;
  }

  /** The measures, in order. */
  public List<WindowedMeasure> measures() {
    return measures;
  }

  /** How many they are. */
  public int size() {
    return inOrder.length;
  }

  /** The measure at a place. */
  public WindowedMeasure measure(int index) {
    return inOrder[index];
  }

  /** The code of the measure at a place. */
  public int code(int index) {
    return codes[index];
  }

  /** Whether a measure of this code is among them. */
  public boolean hasCode(int code) {
    return code >= 0 && code < places.length && places[code] >= 0;
  }

  /** The place of a measure; -1 when it was not asked for. */
  public int indexOf(WindowedMeasure measure) {
    return places[measure.code()];
  }

  /** Whether others ask for the same, in the same order, over the same windows. */
  public boolean asksTheSameAs(AskedMeasures other) {
    return measures.equals(other.measures) && Arrays.equals(compared, other.compared);
  }

  DuePlan duePlan() {
    return duePlan;
  }
}
