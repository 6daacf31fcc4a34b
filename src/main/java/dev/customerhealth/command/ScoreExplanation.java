package dev.customerhealth.command;

import dev.customerhealth.avro.CauseShare;
import dev.customerhealth.avro.ChangeCause;
import dev.customerhealth.avro.ComponentScore;
import dev.customerhealth.avro.Driver;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.MeasureScore;
import dev.customerhealth.avro.ScoreStatus;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.publication.ShownPoints;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Why an account has its score, in words and as a table, from what was told and nothing else. */
final class ScoreExplanation {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MOST_NAMED = 3;
  private static final int MOST_DRIVERS = 5;

  /** Less than this does not show with one decimal. */
  private static final double SHOWS = 0.05;

  private ScoreExplanation() {}

  /**
   * The text for a terminal.
   *
   * @param score the current score
   * @param changes the last changes, the earliest first
   */
  static String of(HealthScore score, List<HealthScoreChange> changes) {
    StringBuilder text = new StringBuilder();
    line(text, "%s", headline(score));
    if (score.getOverride() != null) {
      line(text, "%s", OverrideText.sentence(score.getOverride()));
    }
    if (score.getStatus() == ScoreStatus.SCORED) {
      named(text, "What carries it, in points given", score, MeasureScore::getContribution);
      named(text, "What holds it down, in points missing", score, ScoreExplanation::lost);
    }
    if (score.getCap() != null) {
      line(
          text,
          "\"%s\" limits the score to %.1f and takes %.1f points off.",
          score.getCap().getLabel(),
          score.getCap().getLimit(),
          -score.getCap().getPoints());
    }
    String missing =
        measures(score).stream()
            .filter(measure -> measure.getEffectiveWeight() == 0 && measure.getWeight() > 0)
            .map(measure -> measure.getMeasure() + note(measure, " (", ")"))
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      line(text, "Not counted, so their weight went to the others: %s.", missing);
    }
    text.append('\n');
    table(text, score);
    if (!changes.isEmpty()) {
      text.append('\n');
      line(text, "Last changes");
      for (int i = changes.size() - 1; i >= 0; i--) {
        change(text, changes.get(i));
      }
    }
    return text.toString();
  }

  private static String headline(HealthScore score) {
    String who =
        score.getAccountName() == null
            ? score.getAccountId()
            : score.getAccountName() + " (" + score.getAccountId() + ")";
    String how =
        "model %s version %d%s, %.0f%% of the weight has data"
            .formatted(
                score.getModelId(),
                score.getModelVersion(),
                score.getModelRule() == null
                    ? ""
                    : " chosen by rule \"" + score.getModelRule() + "\"",
                100 * score.getCoverage());
    return score.getStatus() == ScoreStatus.SCORED
        ? "%s scores %s of 100, \"%s\", as of %s (%s)."
            .formatted(who, score(score.getScore()), score.getBandLabel(), at(score.getAsOf()), how)
        : "%s has no score as of %s: too little is known (%s)."
            .formatted(who, at(score.getAsOf()), how);
  }

  private static void named(
      StringBuilder text, String what, HealthScore score, ToDoubleFunction<MeasureScore> points) {
    String named =
        measures(score).stream()
            .filter(measure -> points.applyAsDouble(measure) >= SHOWS)
            .sorted(Comparator.comparingDouble(points).reversed())
            .limit(MOST_NAMED)
            .map(
                measure ->
                    "%s at %s (%.1f)"
                        .formatted(
                            measure.getMeasure(),
                            number(measure.getValue()),
                            points.applyAsDouble(measure)))
            .collect(Collectors.joining(", "));
    if (!named.isEmpty()) {
      line(text, "%s: %s.", what, named);
    }
  }

  /** Points a measure could have given and did not. */
  private static double lost(MeasureScore measure) {
    return measure.getEffectiveWeight() - measure.getContribution();
  }

  private static void table(StringBuilder text, HealthScore score) {
    String row = "%-28s %6s %10s %7s %7s %8s %7s  %s";
    line(text, row, "", "days", "value", "score", "weight", "of 100", "points", "unit");
    for (ComponentScore component : score.getComponents()) {
      line(
          text,
          row,
          component.getComponent(),
          "",
          "",
          number(component.getScore()),
          number(component.getWeight()),
          number(component.getEffectiveWeight()),
          number(component.getContribution()),
          "");
      for (MeasureScore measure : component.getMeasures()) {
        line(
            text,
            row,
            "  " + measure.getMeasure(),
            measure.getWindowDays(),
            value(measure),
            number(measure.getScore()),
            number(measure.getWeight()),
            number(measure.getEffectiveWeight()),
            number(measure.getContribution()),
            unit(measure) + note(measure, "; ", ""));
      }
    }
    if (score.getCap() != null) {
      line(
          text,
          row,
          score.getCap().getId(),
          "",
          "",
          "",
          "",
          "",
          number(score.getCap().getPoints()),
          "at most " + number(score.getCap().getLimit()));
    }
    line(text, row, "score", "", "", "", "", "", score(score.getScore()), "");
  }

  private static void change(StringBuilder text, HealthScoreChange change) {
    boolean scores = change.getFromScore() != null && change.getToScore() != null;
    long points =
        scores
            ? ShownPoints.change(change.getFromScore(), change.getToScore())
            : ShownPoints.of(change.getPoints());
    line(
        text,
        "  %s  %s to %s  (%s)",
        at(change.getChangedAt()),
        score(change.getFromScore()),
        score(change.getToScore()),
        ShownPoints.signed(points));
    String override = OverrideText.change(change);
    if (!override.isEmpty()) {
      line(text, "           %s", override);
    }
    List<CauseShare> causes = change.getCauses();
    long[] shares = ShownPoints.parts(causes.stream().map(CauseShare::getPoints).toList(), points);
    for (int i = 0; i < shares.length; i++) {
      line(
          text,
          "    %5s  %s%s",
          ShownPoints.signed(shares[i]),
          cause(causes.get(i).getCause(), change),
          drivers(causes.get(i).getDrivers(), shares[i]));
    }
  }

  /** The measures that moved most, then what all others come to. */
  private static String drivers(List<Driver> all, long share) {
    List<Driver> named =
        all.stream()
            .filter(driver -> Math.abs(driver.getPoints()) >= SHOWS)
            .limit(MOST_DRIVERS)
            .toList();
    List<Driver> others = all.stream().filter(driver -> !named.contains(driver)).toList();
    List<Double> parts = new ArrayList<>(named.stream().map(Driver::getPoints).toList());
    parts.add(others.stream().mapToDouble(Driver::getPoints).sum());
    long[] shown = ShownPoints.parts(parts, share);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      words.add(driver(named.get(i), shown[i]));
    }
    if (shown[named.size()] != 0) {
      String smaller = others.size() == 1 ? "1 smaller one " : others.size() + " smaller ones ";
      words.add(
          (words.isEmpty() ? "" : "and ") + smaller + ShownPoints.signed(shown[named.size()]));
    }
    return words.isEmpty() ? "" : ": " + String.join(", ", words);
  }

  private static String cause(ChangeCause cause, HealthScoreChange change) {
    return switch (cause) {
      case EARLIER -> "earlier, too little each to be told";
      case EVENT -> "event " + change.getCauseEventId() + " (" + change.getCauseTopic() + ")";
      case TIME_PASSED -> "time passed";
      case FACT_CHANGED ->
          change.getCauseTopic() == null
              ? "a fact changed"
              : "a fact changed (" + change.getCauseTopic() + ")";
      case MODEL_CHANGED ->
          "the model changed to " + change.getModelId() + " version " + change.getModelVersion();
      case OVERRIDE -> "an override";
      case UNKNOWN -> "a cause this version does not know";
    };
  }

  private static String driver(Driver driver, long shown) {
    return "%s %s (%s to %s)"
        .formatted(
            driver.getMeasure(),
            ShownPoints.signed(shown),
            number(driver.getValueBefore()),
            number(driver.getValueAfter()));
  }

  private static List<MeasureScore> measures(HealthScore score) {
    return score.getComponents().stream()
        .flatMap(component -> component.getMeasures().stream())
        .toList();
  }

  private static String value(MeasureScore measure) {
    return measure.getValue() == null ? "no data" : number(measure.getValue());
  }

  /** What is special about how a measure took part; nothing for one that simply counted. */
  private static String note(MeasureScore measure, String before, String after) {
    String age =
        measure.getAnswerAgeDays() == null
            ? ""
            : ", latest answer %d days old".formatted(measure.getAnswerAgeDays());
    return switch (measure.getMark()) {
      case STALE -> before + "stale" + age + after;
      case EXPIRED -> before + "expired" + age + after;
      case IN_GRACE -> before + "the account is too young for it" + after;
      case MISSING -> before + "no data" + after;
      case COUNTED, UNKNOWN -> "";
    };
  }

  /** As far as this version's catalogue knows the measure. */
  private static String unit(MeasureScore measure) {
    return Measure.ofId(measure.getMeasure()).map(Measure::unit).orElse("");
  }

  private static String number(Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.1f", value);
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
