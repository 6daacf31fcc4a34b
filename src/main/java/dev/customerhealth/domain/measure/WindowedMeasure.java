package dev.customerhealth.domain.measure;

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

  /** Windows in the order of their codes, after the default one. Rests in state stores. */
  private static final List<Integer> CODED_WINDOWS = List.of(7, 30, 90);

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
    for (int days : CODED_WINDOWS) {
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
    return Measure.ofCode(code % CODES_PER_WINDOW)
        .filter(m -> window == 0 || m.windows().contains(CODED_WINDOWS.get(window - 1)))
        .map(m -> window == 0 ? of(m) : of(m, CODED_WINDOWS.get(window - 1)));
  }

  /**
   * The number that stands for it in the state, 0 to 255: that of the measure itself over its
   * default window.
   */
  public int code() {
    return windowDays == measure.defaultWindow()
        ? measure.code()
        : measure.code() + CODES_PER_WINDOW * (1 + CODED_WINDOWS.indexOf(windowDays));
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
