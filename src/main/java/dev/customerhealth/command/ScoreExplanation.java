package dev.customerhealth.command;

import static dev.customerhealth.command.ExplanationLines.at;
import static dev.customerhealth.command.ExplanationLines.number;
import static dev.customerhealth.command.ExplanationLines.score;

import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.MeasureScore;
import dev.customerhealth.avro.ScoreStatus;
import dev.customerhealth.publication.ShownPoints;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Why an account has its score, in words and as a table, from what was told and nothing else. */
final class ScoreExplanation {
  private static final int MOST_NAMED = 3;

  private ScoreExplanation() {}

  /**
   * The text for a terminal.
   *
   * @param score the current score
   * @param changes the last changes, the earliest first
   */
  static String of(HealthScore score, List<HealthScoreChange> changes) {
    ExplanationLines lines = new ExplanationLines();
    ScoreTable table = new ScoreTable(score);
    boolean scored = score.getStatus() == ScoreStatus.SCORED;
    lines.add("%s", headline(score));
    if (score.getOverride() != null) {
      lines.add("%s", OverrideText.sentence(score.getOverride()));
    }
    if (score.getDegradedBy() != null) {
      lines.add(
          "It may say more of the data than of the customer: %s. Alerts are held back meanwhile.",
          score.getDegradedBy());
    }
    if (scored) {
      named(lines, "What carries it, in points given", score, table::tenths);
      named(lines, "What holds it down, in points missing", score, ScoreExplanation::lost);
    }
    if (score.getCap() != null) {
      lines.add(
          "\"%s\"%s limits the score to %.1f and takes %s points off.",
          score.getCap().getLabel(),
          ScoreTable.setOffBy(score.getCap(), " (", ")"),
          score.getCap().getLimit(),
          ShownPoints.text(-table.tenthsOfCap()));
    }
    String left =
        measures(score).stream()
            .filter(measure -> measure.getWeight() > 0)
            .filter(measure -> scored ? measure.getEffectiveWeight() == 0 : isLeftOut(measure))
            .map(measure -> measure.getMeasure() + ScoreTable.note(measure, " (", ")"))
            .collect(Collectors.joining(", "));
    if (!left.isEmpty()) {
      lines.add(
          "%s: %s.",
          scored ? "Not counted, so their weight went to the others" : "Could not be counted",
          left);
    }
    measures(score).stream()
        .filter(measure -> measure.getAssumedPlanFeatures() != null)
        .findFirst()
        .ifPresent(
            measure ->
                lines.add(
                    "No profile tells how many features the plan has: the model assumes %d.",
                    measure.getAssumedPlanFeatures()));
    lines.blank();
    table.add(lines);
    lines.add(
        "Age: days since the latest fact a measure was made of; - where it has none or nothing is"
            + " remembered.");
    if (!changes.isEmpty()) {
      lines.blank();
      lines.add("Last changes");
      for (int i = changes.size() - 1; i >= 0; i--) {
        ChangeExplanation.add(lines, changes.get(i));
      }
    }
    return lines.toString();
  }

  private static String headline(HealthScore score) {
    String who =
        score.getAccountName() == null
            ? score.getAccountId()
            : score.getAccountName() + " (" + score.getAccountId() + ")";
    String how =
        "model %s version %d%s%s, %.0f%% of the weight has data"
            .formatted(
                score.getModelId(),
                score.getModelVersion(),
                score.getModelRule() == null
                    ? ""
                    : " chosen by rule \"" + score.getModelRule() + "\"",
                peers(score),
                100 * score.getCoverage());
    return score.getStatus() == ScoreStatus.SCORED
        ? "%s scores %s of 100, \"%s\", as of %s (%s)."
            .formatted(who, score(score.getScore()), score.getBandLabel(), at(score.getAsOf()), how)
        : "%s has no score as of %s: too little is known (%s)."
            .formatted(who, at(score.getAsOf()), how);
  }

  private static String peers(HealthScore score) {
    if (score.getPeers() == null) {
      return "";
    }
    return score.getPeers().getVersion() == null
        ? ", no table of peers"
        : ", table of peers version " + score.getPeers().getVersion();
  }

  private static void named(
      ExplanationLines lines, String what, HealthScore score, ToLongFunction<MeasureScore> tenths) {
    String named =
        measures(score).stream()
            .filter(measure -> tenths.applyAsLong(measure) > 0)
            .sorted(Comparator.comparingLong(tenths).reversed())
            .limit(MOST_NAMED)
            .map(
                measure ->
                    "%s at %s (%s)"
                        .formatted(
                            measure.getMeasure(),
                            number(measure.getValue()),
                            ShownPoints.text(tenths.applyAsLong(measure))))
            .collect(Collectors.joining(", "));
    if (!named.isEmpty()) {
      lines.add("%s: %s.", what, named);
    }
  }

  /** Points a measure could have given and did not, in tenths. */
  private static long lost(MeasureScore measure) {
    return ShownPoints.of(measure.getEffectiveWeight() - measure.getContribution());
  }

  /** Without a score nothing has a weight, also what would have counted. */
  private static boolean isLeftOut(MeasureScore measure) {
    return switch (measure.getMark()) {
      case MISSING, EXPIRED, IN_GRACE, NO_PEERS -> true;
      case COUNTED, STALE, UNKNOWN -> false;
    };
  }

  private static List<MeasureScore> measures(HealthScore score) {
    return score.getComponents().stream()
        .flatMap(component -> component.getMeasures().stream())
        .toList();
  }
}
