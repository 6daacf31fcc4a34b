package dev.customerhealth.model;

import dev.customerhealth.yaml.Fields;
import dev.customerhealth.yaml.YamlNode;
import dev.customerhealth.yaml.YamlNode.Scalar;
import dev.customerhealth.yaml.YamlNode.ScalarKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads weights: numbers, or ranges such as {@code 25-35}, whose middle counts. */
final class WeightReader {
  static final String EXPECTED =
      "expected a weight above 0 and up to 100, or a range such as 25-35";

  private static final String OF_MEASURE_EXPECTED =
      "expected a weight up to 100 (0 only shows the measure), or a range such as 25-35";

  private static final double WHOLE = 100;
  private static final double TOLERANCE = 1e-6;
  private static final Pattern RANGE =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)-([0-9]+(?:\\.[0-9]+)?)");

  private WeightReader() {}

  /** The weight of a component; NaN, with a problem, when it cannot be used. */
  static double read(Fields fields) {
    double weight = read(fields, EXPECTED);
    if (weight == 0) {
      fields.wrong("weight", EXPECTED);
      return Double.NaN;
    }
    return weight;
  }

  /** The weight of a measure, which may be 0; NaN, with a problem, when it cannot be used. */
  static double readOfMeasure(Fields fields) {
    return read(fields, OF_MEASURE_EXPECTED);
  }

  private static double read(Fields fields, String expected) {
    return fields
        .node("weight", expected)
        .map(node -> read(fields, node, expected))
        .orElse(Double.NaN);
  }

  private static double read(Fields fields, YamlNode node, String expected) {
    if (node instanceof Scalar scalar && scalar.scalarKind() == ScalarKind.TEXT) {
      Matcher range = RANGE.matcher(scalar.text());
      if (range.matches()) {
        double from = Double.parseDouble(range.group(1));
        double to = Double.parseDouble(range.group(2));
        if (from < to && to <= WHOLE) {
          return (from + to) / 2;
        }
      }
      fields.wrong("weight", expected);
      return Double.NaN;
    }
    return fields.number(node, fields.path("weight"), 0, WHOLE);
  }

  /** Whether weights sum to what they should. */
  static boolean sumTo(double whole, double sum) {
    return Math.abs(whole - sum) <= TOLERANCE;
  }
}
