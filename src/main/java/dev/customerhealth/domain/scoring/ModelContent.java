package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.domain.scoring.ScoringFunction.LinearThroughPoints;
import dev.customerhealth.domain.scoring.ScoringFunction.Steps;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything a model says, by where it says it: for its digest, and for telling two versions apart.
 * Digests rest in topics: what is written here for an existing model never changes.
 */
public final class ModelContent {

  private ModelContent() {}

  /** The content of a model; the same model says the same in the same order. */
  public static Map<String, String> of(ScoringModel model) {
    Map<String, String> content = new LinkedHashMap<>();
    content.put("label", model.label());
    content.put("minimum-coverage", number(model.minimumCoverage()));
    content.put("assumed-plan-features", Integer.toString(model.assumedPlanFeatures()));
    for (Component component : model.components()) {
      String at = "components[" + component.id() + "].";
      content.put(at + "label", component.label());
      content.put(at + "weight", number(component.weight()));
      for (WeightedMeasure part : component.measures()) {
        add(content, at + "measures[" + part.measure().id() + "].", part);
      }
    }
    for (Cap cap : model.caps()) {
      content.put(
          "caps[" + cap.id() + "]",
          "%s: at most %s while %s is %s %s"
              .formatted(
                  cap.label(),
                  number(Points.asDouble(cap.limit())),
                  cap.measure().id(),
                  cap.side() == Cap.Side.AT_LEAST ? "at least" : "at most",
                  number(cap.bar())));
    }
    for (Band band : model.bands()) {
      String at = "bands[" + band.id() + "].";
      content.put(at + "from", number(Points.asDouble(band.lowerBound())));
      content.put(at + "role", band.role().name());
      content.put(at + "label", band.label());
      content.put(at + "colour", band.colour());
      content.put(at + "action", band.action());
    }
    return content;
  }

  /** SHA-256 of a model's content, in hexadecimal. Neither id nor version is part of it. */
  public static String digest(ScoringModel model) {
    return digest(of(model));
  }

  /** SHA-256 of a content, in hexadecimal. */
  public static String digest(Map<String, String> content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      content.forEach(
          (path, value) -> {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(value.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static void add(Map<String, String> content, String at, WeightedMeasure part) {
    content.put(at + "weight", number(part.weight()));
    content.put(at + "score", text(part.function()));
    content.put(at + "missing", part.missing().name());
    content.put(at + "half-life", part.staleness().halfLifeDays() + "d");
    content.put(at + "expiry", part.staleness().expiryDays() + "d");
    content.put(at + "grace", part.graceDays() + "d");
  }

  /** A function with every number in full. */
  private static String text(ScoringFunction function) {
    StringBuilder text = new StringBuilder();
    if (function instanceof Steps steps) {
      text.append("steps");
      steps
          .steps()
          .forEach(step -> text.append(pair("from", number(step.from()), number(step.score()))));
    } else if (function instanceof Linear linear) {
      text.append("linear")
          .append(pair("at", number(linear.zeroAt()), "0"))
          .append(pair("at", number(linear.fullAt()), "100"));
    } else if (function instanceof LinearThroughPoints line) {
      text.append("points");
      line.points()
          .forEach(point -> text.append(pair("at", number(point.value()), number(point.score()))));
    } else if (function instanceof Trend trend) {
      text.append("trend, ").append(text(trend.function()));
    } else if (function instanceof ShareOfWhole share) {
      text.append("share of ")
          .append(share.wholeMeasure() == null ? number(share.whole()) : share.wholeMeasure().id())
          .append(", ")
          .append(text(share.function()));
    } else if (function instanceof PeerPercentile peers) {
      text.append("peer-percentile, ").append(text(peers.function()));
    } else if (function instanceof TenureGrid grid) {
      text.append("tenure-grid between ").append(grid.between()).append(grid.tenureDays());
      text.append(grid.values()).append(grid.scores());
    }
    return text.toString();
  }

  private static String pair(String word, String value, String score) {
    return " " + word + " " + value + ": " + score;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
