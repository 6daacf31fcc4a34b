package dev.customerhealth.command;

import dev.customerhealth.avro.ComponentScore;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.MeasureScore;
import dev.customerhealth.avro.ShadowAlert;
import dev.customerhealth.avro.ShadowMeasure;
import dev.customerhealth.avro.ShadowScore;
import dev.customerhealth.publication.ShownPoints;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a shadow model says of an account, beside the live model, for a person. */
final class ShadowExplanation {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Values are kept in thousandths of their unit. */
  private static final double NO_DIFFERENCE = 0.0015;

  private static final String ROW = "%-28s %10s %8s %8s %8s";

  private ShadowExplanation() {}

  /**
   * The text for a terminal.
   *
   * @param shadow what the candidate says
   * @param live the live score; null when none was told
   */
  static String of(ShadowScore shadow, HealthScore live) {
    StringBuilder text = new StringBuilder();
    line(text, "%s", candidate(shadow));
    line(text, "%s", beside(shadow, live));
    text.append('\n');
    measures(text, shadow, live);
    text.append('\n');
    alerts(text, shadow);
    return text.toString();
  }

  private static String candidate(ShadowScore shadow) {
    String who =
        shadow.getAccountName() == null
            ? shadow.getAccountId()
            : shadow.getAccountName() + " (" + shadow.getAccountId() + ")";
    String how =
        "shadow model %s version %d, %.0f%% of the weight has data"
            .formatted(shadow.getModelId(), shadow.getModelVersion(), 100 * shadow.getCoverage());
    return shadow.getScore() == null
        ? "%s would have no score as of %s: too little is known (%s)."
            .formatted(who, at(shadow.getAsOf()), how)
        : "%s would score %s of 100, band %s, as of %s (%s)."
            .formatted(
                who, score(shadow.getScore()), shadow.getBandId(), at(shadow.getAsOf()), how);
  }

  private static String beside(ShadowScore shadow, HealthScore live) {
    if (live == null) {
      return "The live model told no score yet.";
    }
    String model = "Live, %s version %d".formatted(live.getModelId(), live.getModelVersion());
    if (live.getScore() == null) {
      return model + " has no score as of " + at(live.getAsOf()) + ".";
    }
    String scores =
        "%s scores %s, band %s, as of %s"
            .formatted(model, score(live.getScore()), live.getBandId(), at(live.getAsOf()));
    return shadow.getScore() == null
        ? scores + "."
        : scores
            + ": the candidate differs by "
            + ShownPoints.signed(ShownPoints.change(live.getScore(), shadow.getScore()))
            + ".";
  }

  /**
   * Measures whose value moved between the two records: what they differ by is time, too. Over
   * another window the value is another one because the candidate asks for it.
   */
  private static Set<String> movedMeanwhile(ShadowScore shadow, HealthScore live) {
    Set<String> moved = new LinkedHashSet<>();
    if (live == null || live.getAsOf().equals(shadow.getAsOf())) {
      return moved;
    }
    for (ShadowMeasure own : shadow.getMeasures()) {
      for (ComponentScore component : live.getComponents()) {
        for (MeasureScore other : component.getMeasures()) {
          if (own.getMeasureId().equals(other.getMeasure())
              && own.getWindowDays() == other.getWindowDays()
              && differ(own.getValue(), other.getValue())) {
            moved.add(own.getMeasureId());
          }
        }
      }
    }
    return moved;
  }

  private static boolean differ(Double one, Double other) {
    if (one == null || other == null) {
      return !Objects.equals(one, other);
    }
    return Math.abs(one - other) > NO_DIFFERENCE;
  }

  /** Both are told when they move by a point or so, so they are often not of one moment. */
  private static void drift(
      StringBuilder text, ShadowScore shadow, HealthScore live, Set<String> moved, double byMoved) {
    if (live == null || live.getScore() == null || live.getAsOf().equals(shadow.getAsOf())) {
      return;
    }
    Duration gap = Duration.between(live.getAsOf(), shadow.getAsOf());
    line(
        text,
        "%s is the older of the two, by %s: a score is told anew only when people would see it"
            + " move.",
        gap.isNegative() ? "What the candidate says" : "The live score",
        AlertFiguresText.inWords(gap.abs()));
    line(
        text,
        "%s",
        moved.isEmpty()
            ? "No value moved meanwhile: what they differ by is the model, but for the age of"
                + " answers."
            : "Of what they differ by, %s lies in measures whose value moved meanwhile (*): that is time, and not only the model."
                .formatted(ShownPoints.signed(ShownPoints.of(byMoved))));
  }

  private static void measures(StringBuilder text, ShadowScore shadow, HealthScore live) {
    Map<String, Double> candidates = new LinkedHashMap<>();
    Map<String, Double> lives = new LinkedHashMap<>();
    Map<String, Double> values = new LinkedHashMap<>();
    for (ShadowMeasure measure : shadow.getMeasures()) {
      candidates.put(measure.getMeasureId(), measure.getPoints());
      values.put(measure.getMeasureId(), measure.getValue());
    }
    if (shadow.getCapPoints() != null) {
      candidates.put("a cap", shadow.getCapPoints());
    }
    if (live != null && live.getScore() != null) {
      for (ComponentScore component : live.getComponents()) {
        for (MeasureScore measure : component.getMeasures()) {
          if (measure.getValue() != null || measure.getContribution() != 0) {
            lives.put(measure.getMeasure(), measure.getContribution());
            values.putIfAbsent(measure.getMeasure(), measure.getValue());
          }
        }
      }
      if (live.getCap() != null) {
        lives.put("a cap", live.getCap().getPoints());
      }
    }
    Map<String, Double> all = new LinkedHashMap<>(candidates);
    lives.forEach(all::putIfAbsent);
    Set<String> moved = movedMeanwhile(shadow, live);
    double byMoved = 0;
    line(text, ROW, "points by measure", "value", "shadow", "live", "differ");
    for (String measure : all.keySet()) {
      Double own = candidates.get(measure);
      Double other = lives.get(measure);
      boolean both = own != null && other != null;
      if (both && moved.contains(measure)) {
        byMoved += own - other;
      }
      line(
          text,
          ROW,
          measure + (moved.contains(measure) ? " *" : ""),
          score(values.get(measure)),
          score(own),
          score(other),
          both ? ShownPoints.signed(ShownPoints.change(other, own)) : "");
    }
    drift(text, shadow, live, moved, byMoved);
  }

  private static void alerts(StringBuilder text, ShadowScore shadow) {
    if (shadow.getAlerts().isEmpty()) {
      line(text, "It would have raised no alert so far.");
      return;
    }
    line(text, "Alerts it would have raised; nobody was told");
    for (ShadowAlert alert : shadow.getAlerts()) {
      line(
          text,
          "  %s: %s, the last on %s, %s",
          alert.getRuleId(),
          alert.getRaised() == 1 ? "once" : alert.getRaised() + " times",
          at(alert.getRaisedAt()),
          alert.getOpen() ? "still open" : "resolved");
    }
  }

  private static String score(Double value) {
    return value == null ? "-" : ShownPoints.text(ShownPoints.of(value));
  }

  private static String at(Instant time) {
    return TIME.format(time);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values).stripTrailing();
    text.append(PrintableText.of(line)).append('\n');
  }
}
