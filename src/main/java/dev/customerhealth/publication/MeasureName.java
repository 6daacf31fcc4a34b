package dev.customerhealth.publication;

import dev.customerhealth.domain.measure.WindowedMeasure;
import java.util.Locale;

/** What people call a measure. */
public final class MeasureName {

  private MeasureName() {}

  /** The name within a sentence: "login frequency", but "CSM sentiment"; an unknown id as it is. */
  public static String inSentence(String measureId) {
    return WindowedMeasure.ofId(measureId)
        .map(windowed -> windowed.measure().label())
        .map(MeasureName::uncapitalised)
        .orElse(measureId);
  }

  private static String uncapitalised(String label) {
    boolean acronym = label.length() > 1 && Character.isUpperCase(label.charAt(1));
    return acronym ? label : label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
  }
}
