package dev.customerhealth.model;

import dev.customerhealth.domain.scoring.PeerPercentile;
import dev.customerhealth.domain.scoring.ScoringFunction;
import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.domain.scoring.ScoringFunction.LinearThroughPoints;
import dev.customerhealth.domain.scoring.ScoringFunction.Steps;
import dev.customerhealth.domain.scoring.ShareOfWhole;
import dev.customerhealth.domain.scoring.TenureGrid;
import dev.customerhealth.domain.scoring.Trend;
import java.util.Locale;
import java.util.stream.Collectors;

/** Scoring functions in words, for people. */
public final class FunctionText {

  private FunctionText() {}

  /** A function in one line. */
  public static String of(ScoringFunction function) {
    if (function instanceof Steps steps) {
      return steps.steps().stream()
          .map(step -> "from " + number(step.from()) + ": " + number(step.score()))
          .collect(Collectors.joining(", "));
    }
    if (function instanceof Linear linear) {
      return number(linear.zeroAt()) + " to " + number(linear.fullAt()) + ": 0 to 100";
    }
    if (function instanceof LinearThroughPoints line) {
      return line.points().stream()
          .map(point -> number(point.value()) + ": " + number(point.score()))
          .collect(Collectors.joining(", ", "line through ", ""));
    }
    if (function instanceof Trend trend) {
      return "% change; " + of(trend.function());
    }
    if (function instanceof ShareOfWhole share) {
      String whole =
          share.wholeMeasure() == null ? number(share.whole()) : share.wholeMeasure().id();
      return "% of " + whole + "; " + of(share.function());
    }
    if (function instanceof PeerPercentile peers) {
      return "percentile in the segment; " + of(peers.function());
    }
    return grid((TenureGrid) function);
  }

  private static String grid(TenureGrid grid) {
    StringBuilder text = new StringBuilder("by tenure");
    for (int row = 0; row < grid.tenureDays().size(); row++) {
      text.append(row == 0 ? " from day " : "; from day ")
          .append(number(grid.tenureDays().get(row)));
      for (int column = 0; column < grid.values().size(); column++) {
        text.append(column == 0 ? ": " : ", ")
            .append(number(grid.values().get(column)))
            .append("→")
            .append(number(grid.scores().get(row).get(column)));
      }
    }
    return text.toString();
  }

  /** A number with at most two decimals. */
  public static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
  }
}
