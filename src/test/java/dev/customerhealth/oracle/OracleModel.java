package dev.customerhealth.oracle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** M0 and B0 as a table in exact decimals. */
final class OracleModel {
  static final MathContext EXACT = new MathContext(40);

  private static final BigDecimal NOTHING = BigDecimal.ZERO;

  /** Measure, component, weight, then value and points pairwise; R45 is stairs, the rest lines. */
  private record Row(String measure, String component, int weight, List<Integer> curve) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("login-frequency", "usage", 10, List.of(0, 20, 2, 40, 5, 60, 11, 80, 21, 100)),
          new Row("feature-breadth", "usage", 10, List.of(0, 0, 80, 100)),
          new Row("usage-depth", "usage", 10, List.of(0, 0, 40, 100)),
          new Row("sessions-per-user", "engagement", 10, List.of(0, 0, 20, 100)),
          new Row("time-in-product", "engagement", 10, List.of(0, 0, 600, 100)),
          new Row("active-users-share", "engagement", 5, List.of(0, 0, 70, 60, 90, 100)),
          new Row("nps", "relationship", 10, List.of(-100, 0, 0, 40, 30, 60, 50, 80, 70, 100)),
          new Row("csm-sentiment", "relationship", 5, List.of(0, 0, 100, 100)),
          new Row("executive-engagement", "relationship", 5, List.of(0, 0, 100, 100)),
          new Row("ticket-volume-trend", "support", 5, List.of(-50, 100, 0, 80, 100, 20, 200, 0)),
          new Row("ticket-sentiment", "support", 5, List.of(-1, 0, 0, 60, 1, 100)),
          new Row(
              "resolution-satisfaction",
              "support",
              5,
              List.of(50, 0, 70, 40, 80, 60, 90, 80, 100, 100)),
          new Row("user-growth", "growth", 5, List.of(-50, 0, 0, 70, 20, 100)),
          new Row("usage-growth", "growth", 5, List.of(-50, 0, 0, 70, 20, 100)));

  private OracleModel() {}

  /**
   * A score.
   *
   * @param points thousandths of a point per measure with data; empty without a score
   * @param coverage in ten-thousandths
   */
  record Score(boolean scored, int total, String band, int coverage, Map<String, Integer> points) {}

  /**
   * Scores raw values, given in millionths of their unit; what is not there has no data.
   *
   * @param ages days since the latest answer, of measures that grow old: they lose half of their
   *     weight in 45 days, and their component as much as the freshest of its measures
   * @param otherWeights of measures, in place of those of the table; they sum to 100 again
   */
  static Score score(
      Map<String, Long> values,
      Map<String, Long> ages,
      boolean missingIsZero,
      boolean bandByRounded,
      Map<String, Integer> otherWeights) {
    Map<String, BigDecimal> componentWeight = new HashMap<>();
    Map<String, BigDecimal> knownWeight = new HashMap<>();
    Map<String, BigDecimal> freshest = new HashMap<>();
    BigDecimal covered = BigDecimal.ZERO;
    for (Row row : ROWS) {
      BigDecimal weight = weight(row, otherWeights);
      componentWeight.merge(row.component, weight, BigDecimal::add);
      if (values.containsKey(row.measure) || missingIsZero) {
        BigDecimal fresh = values.containsKey(row.measure) ? fresh(row, ages) : BigDecimal.ONE;
        knownWeight.merge(row.component, weight.multiply(fresh), BigDecimal::add);
        freshest.merge(row.component, fresh, BigDecimal::max);
        covered = covered.add(values.containsKey(row.measure) ? weight.multiply(fresh) : NOTHING);
      }
    }
    int coverage =
        covered.multiply(BigDecimal.valueOf(100)).setScale(0, RoundingMode.HALF_UP).intValue();
    if (covered.compareTo(BigDecimal.valueOf(30)) < 0) {
      return new Score(false, 0, null, coverage, Map.of());
    }
    BigDecimal all =
        freshest.entrySet().stream()
            .map(entry -> componentWeight.get(entry.getKey()).multiply(entry.getValue()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    Map<String, BigDecimal> exact = new LinkedHashMap<>();
    for (Row row : ROWS) {
      if (values.containsKey(row.measure)) {
        BigDecimal weight =
            componentWeight
                .get(row.component)
                .multiply(freshest.get(row.component))
                .divide(all, EXACT)
                .multiply(weight(row, otherWeights))
                .multiply(fresh(row, ages))
                .divide(knownWeight.get(row.component), EXACT);
        exact.put(
            row.measure,
            weight.multiply(points(row, values.get(row.measure))).multiply(new BigDecimal(1000)));
      }
    }
    Map<String, Integer> points = shared(exact);
    int total = points.values().stream().mapToInt(Integer::intValue).sum();
    int judged = bandByRounded ? (total + 500) / 1000 * 1000 : total;
    return new Score(true, total, band(judged), coverage, points);
  }

  private static BigDecimal weight(Row row, Map<String, Integer> otherWeights) {
    return BigDecimal.valueOf(otherWeights.getOrDefault(row.measure, row.weight));
  }

  private static BigDecimal fresh(Row row, Map<String, Long> ages) {
    return new BigDecimal(Math.pow(0.5, ages.getOrDefault(row.measure, 0L) / 45.0));
  }

  private static String band(int thousandths) {
    if (thousandths >= 80_000) {
      return "healthy";
    }
    if (thousandths >= 60_000) {
      return "stable";
    }
    if (thousandths >= 40_000) {
      return "at-risk";
    }
    return thousandths >= 20_000 ? "critical" : "emergency";
  }

  private static BigDecimal points(Row row, long millionths) {
    BigDecimal value = BigDecimal.valueOf(millionths, 6);
    List<Integer> curve = row.curve;
    BigDecimal points = BigDecimal.valueOf(curve.get(1));
    for (int i = 2; i < curve.size(); i += 2) {
      BigDecimal left = BigDecimal.valueOf(curve.get(i - 2));
      BigDecimal right = BigDecimal.valueOf(curve.get(i));
      if (value.compareTo(right) >= 0) {
        points = BigDecimal.valueOf(curve.get(i + 1));
      } else if (value.compareTo(left) > 0 && !row.measure.equals("login-frequency")) {
        BigDecimal rise = BigDecimal.valueOf(curve.get(i + 1)).subtract(points);
        return points.add(value.subtract(left).multiply(rise).divide(right.subtract(left), EXACT));
      }
    }
    return points;
  }

  /**
   * Whole thousandths that add up to the sum rounded down; what is left over goes by lost fraction.
   */
  private static Map<String, Integer> shared(Map<String, BigDecimal> exact) {
    BigDecimal hair = new BigDecimal("0.05");
    BigDecimal sum = exact.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    int left = sum.add(hair).setScale(0, RoundingMode.FLOOR).intValue();
    Map<String, Integer> points = new LinkedHashMap<>();
    Map<String, BigDecimal> lost = new LinkedHashMap<>();
    for (Map.Entry<String, BigDecimal> entry : exact.entrySet()) {
      BigDecimal whole = entry.getValue().setScale(0, RoundingMode.FLOOR);
      points.put(entry.getKey(), whole.intValue());
      lost.put(entry.getKey(), entry.getValue().subtract(whole).setScale(6, RoundingMode.HALF_UP));
      left -= whole.intValue();
    }
    List<String> order = new ArrayList<>(exact.keySet());
    order.sort((one, other) -> lost.get(other).compareTo(lost.get(one)));
    for (int i = 0; i < left; i++) {
      points.merge(order.get(i), 1, Integer::sum);
    }
    return points;
  }
}
