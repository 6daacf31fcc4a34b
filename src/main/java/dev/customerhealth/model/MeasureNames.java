package dev.customerhealth.model;

import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.yaml.Fields;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads which measure is meant, and over which window. */
final class MeasureNames {
  private static final Pattern ANY = Pattern.compile("(?s).*");

  private MeasureNames() {}

  /**
   * The measure; empty, with a problem, when there is no such.
   *
   * @param name the field with its id
   * @param windowName the field with its window, which may be missing; null when there is none
   */
  static Optional<WindowedMeasure> read(Fields fields, String name, String windowName) {
    String given = fields.text(name, ANY, "expected the id of a measure");
    Optional<Measure> measure = given == null ? Optional.empty() : Measure.ofId(given);
    if (given != null && measure.isEmpty()) {
      List<String> ids = Measure.all().stream().map(Measure::id).toList();
      fields.wrong(name, "no such measure" + Fields.meant(given, ids));
    }
    if (windowName == null) {
      return measure.map(WindowedMeasure::of);
    }
    int days = fields.daysOr(windowName, 0, 3650);
    if (measure.isEmpty()) {
      return Optional.empty();
    }
    if (days == 0) {
      return measure.map(WindowedMeasure::of);
    }
    if (!measure.get().windows().contains(days)) {
      fields.wrong(windowName, measure.get().id() + " has " + windows(measure.get()));
      return measure.map(WindowedMeasure::of);
    }
    return Optional.of(WindowedMeasure.of(measure.get(), days));
  }

  private static String windows(Measure measure) {
    if (measure.windows().equals(List.of(0))) {
      return "no window: it is the state of today";
    }
    return "windows of "
        + measure.windows().stream()
            .filter(days -> days > 0)
            .map(days -> days + "d")
            .collect(Collectors.joining(", "));
  }
}
