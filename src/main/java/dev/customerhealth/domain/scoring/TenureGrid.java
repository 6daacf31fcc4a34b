package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.WindowedMeasure;
import java.util.Arrays;
import java.util.List;

/**
 * Points by the account's tenure and the value: the same utilisation is good at month 3 and bad at
 * month 12. Rows are tenures, columns are values; beyond its edges the grid is level.
 *
 * <p>{@link Between#LINES}: straight lines in both directions between the four corners around
 * (bilinear). {@link Between#STEPS}: the row and the column reached hold until the next.
 *
 * @param between what holds between rows and columns
 * @param tenureDays ascending, a row each
 * @param values ascending, a column each
 * @param scores a list per row, 0 to 100
 */
public record TenureGrid(
    Between between, List<Double> tenureDays, List<Double> values, List<List<Double>> scores)
    implements ScoringFunction {

  /** What holds between two rows or columns. */
  public enum Between {
    LINES,
    STEPS
  }

  public TenureGrid {
    tenureDays = List.copyOf(tenureDays);
    values = List.copyOf(values);
    scores = scores.stream().map(List::copyOf).toList();
    requireAscending(tenureDays, "tenure");
    requireAscending(values, "values");
    int columns = values.size();
    if (scores.size() != tenureDays.size()
        || scores.stream().anyMatch(row -> row.size() != columns)) {
      throw new IllegalArgumentException(
          "grid: expected a row of scores per tenure with one per value, found " + scores);
    }
    if (scores.stream().flatMap(List::stream).anyMatch(each -> !(each >= 0 && each <= 100))) {
      throw new IllegalArgumentException("grid: expected scores of 0 to 100, found " + scores);
    }
  }

  /** NaN when the account's tenure is not known. */
  @Override
  public double score(double value, WindowedMeasure measure, ScoringInput input) {
    return input.tenureDays() == ScoringInput.NO_TENURE
        ? Double.NaN
        : score(value, input.tenureDays());
  }

  /** The points of a value at a tenure. */
  public double score(double value, double tenure) {
    int row = reached(tenureDays, tenure);
    int column = reached(values, value);
    if (between == Between.STEPS) {
      return scores.get(row).get(column);
    }
    double down = way(tenureDays, row, tenure);
    double across = way(values, column, value);
    int nextRow = Math.min(row + 1, tenureDays.size() - 1);
    return along(scores.get(row), column, across) * (1 - down)
        + along(scores.get(nextRow), column, across) * down;
  }

  /** Days until the passing of time may move the points; 0 when it never will. */
  int daysUntilNextChange(int tenure) {
    double last = tenureDays.get(tenureDays.size() - 1);
    if (between == Between.LINES && tenure >= tenureDays.get(0)) {
      return tenure < last ? 1 : 0;
    }
    for (double row : tenureDays) {
      if (row > tenure) {
        return (int) Math.ceil(row - tenure);
      }
    }
    return 0;
  }

  @Override
  public boolean rises() {
    return monotone(1);
  }

  @Override
  public boolean falls() {
    return monotone(-1);
  }

  private boolean monotone(int sign) {
    for (List<Double> row : scores) {
      for (int i = 1; i < row.size(); i++) {
        if (sign * (row.get(i) - row.get(i - 1)) < 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static double along(List<Double> row, int column, double way) {
    double left = row.get(column);
    double right = row.get(Math.min(column + 1, row.size() - 1));
    return left + way * (right - left);
  }

  /** Index of the last edge that is not above; the first one below all of them. */
  private static int reached(List<Double> edges, double at) {
    int index = 0;
    while (index + 1 < edges.size() && edges.get(index + 1) <= at) {
      index++;
    }
    return index;
  }

  private static double way(List<Double> edges, int index, double at) {
    if (index + 1 == edges.size() || at <= edges.get(index)) {
      return 0;
    }
    return (at - edges.get(index)) / (edges.get(index + 1) - edges.get(index));
  }

  private static void requireAscending(List<Double> edges, String what) {
    boolean ascending = !edges.isEmpty() && edges.stream().allMatch(Double::isFinite);
    for (int i = 1; ascending && i < edges.size(); i++) {
      ascending = edges.get(i - 1) < edges.get(i);
    }
    if (!ascending) {
      throw new IllegalArgumentException(
          "grid: expected ascending " + what + ", found " + Arrays.toString(edges.toArray()));
    }
  }
}
