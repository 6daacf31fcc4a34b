package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.Days;
import java.util.List;
import java.util.Optional;

/**
 * A measure over one of its windows: what a model weighs.
 *
 * @param measure the measure
 * @param windowDays days it looks back, the current one included, one of {@link Measure#windows()}
 */
public record WindowedMeasure(Measure measure, int windowDays) {

  /** A code is below this number. */
  public static final int CODES = 256;

  /** Codes of one window; those of the default window are the measures' own. */
  private static final int CODES_PER_WINDOW = 64;

  /**
   * Windows in the order of their codes, after the default one. Rests in state stores. The code
   * that the default window would have here is free, for that is the measure's own: a year has it.
   */
  private static final List<Integer> CODED_WINDOWS = List.of(7, 30, 90);

  /** Every window there is behind an id. */
  private static final List<Integer> WINDOWS = List.of(7, 30, 90, Days.YEAR);

  public WindowedMeasure {
    if (!measure.windows().contains(windowDays)) {
      throw new IllegalArgumentException(
          measure.id()
              + ": expected a window of "
              + measure.windows()
              + " days, found "
              + windowDays);
    }
  }

  /** Whether it also had a value over the window before; the state of today has none. */
  public boolean hasEarlier() {
    return windowDays > 0 && measure.hasEarlier();
  }

  /**
   * Whether it can be compared with the window before: there is one, and an account remembers as
   * far back as both look.
   */
  public boolean isComparable() {
    int kept = windowDays > Days.LONGEST_WINDOW ? Days.MOST_KEPT : Days.KEPT;
    return hasEarlier() && windowDays * (2 + MeasureInputs.windowsBefore(this)) <= kept;
  }

  /** A measure over its default window. */
  public static WindowedMeasure of(Measure measure) {
    return new WindowedMeasure(measure, measure.defaultWindow());
  }

  /** A measure over a window of so many days. */
  public static WindowedMeasure of(Measure measure, int windowDays) {
    return new WindowedMeasure(measure, windowDays);
  }

  /** The measure and window of an id, if there are such. */
  public static Optional<WindowedMeasure> ofId(String id) {
    Optional<Measure> plain = Measure.ofId(id);
    if (plain.isPresent()) {
      return plain.map(WindowedMeasure::of);
    }
    for (int days : WINDOWS) {
      String ending = "-" + days + "d";
      if (id.endsWith(ending)) {
        return Measure.ofId(id.substring(0, id.length() - ending.length()))
            .filter(measure -> measure.windows().contains(days))
            .map(measure -> new WindowedMeasure(measure, days));
      }
    }
    return Optional.empty();
  }

  /** The measure and window of a code, if there are such. */
  public static Optional<WindowedMeasure> ofCode(int code) {
    if (code < 0 || code >= CODES) {
      return Optional.empty();
    }
    int window = code / CODES_PER_WINDOW;
    Optional<Measure> measure = Measure.ofCode(code % CODES_PER_WINDOW);
    if (window == 0) {
      return measure.map(WindowedMeasure::of);
    }
    int coded = CODED_WINDOWS.get(window - 1);
    return measure
        .filter(m -> m.windows().contains(coded))
        .map(m -> of(m, coded == m.defaultWindow() ? Days.YEAR : coded));
  }

  /**
   * The number that stands for it in the state, 0 to 255: that of the measure itself over its
   * default window.
   */
  public int code() {
    if (windowDays == measure.defaultWindow()) {
      return measure.code();
    }
    return measure.code()
        + CODES_PER_WINDOW * place(windowDays == Days.YEAR ? measure.defaultWindow() : windowDays);
  }

  /** As {@link #CODED_WINDOWS} has them, from 1 on: rules ask for codes at every event. */
  private static int place(int codedWindow) {
    return switch (codedWindow) {
      case 7 -> 1;
      case 30 -> 2;
      case 90 -> 3;
      default -> throw new IllegalStateException("no code for a window of " + codedWindow);
    };
  }

  /**
   * Stable id: that of the measure over its default window, else with the window behind it, for
   * instance {@code login-frequency-7d}.
   */
  public String id() {
    return windowDays == measure.defaultWindow()
        ? measure.id()
        : measure.id() + "-" + windowDays + "d";
  }
}
