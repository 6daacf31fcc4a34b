package dev.customerhealth.command;

import static dev.customerhealth.command.ExplanationLines.number;
import static dev.customerhealth.command.ExplanationLines.score;

import dev.customerhealth.avro.AppliedCap;
import dev.customerhealth.avro.ComponentScore;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.MeasureScore;
import dev.customerhealth.avro.PeerRank;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.publication.ShownPoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A score measure by measure. The points shown of all components and a cap add up to the score that
 * is shown, and those of measures to what is shown of their component.
 */
final class ScoreTable {
  private static final String ROW = "%-28s %6s %5s %10s %7s %7s %8s %7s  %s";

  private final HealthScore score;
  private final long[] ofComponents;
  private final Map<String, Long> ofMeasures = new HashMap<>();
  private final Map<String, PeerRank> ranks = new HashMap<>();

  ScoreTable(HealthScore score) {
    this.score = score;
    List<ComponentScore> components = score.getComponents();
    List<Double> parts =
        new ArrayList<>(components.stream().map(ComponentScore::getContribution).toList());
    if (score.getCap() != null) {
      parts.add(score.getCap().getPoints());
    }
    double sum = parts.stream().mapToDouble(Double::doubleValue).sum();
    double total = score.getScore() == null ? sum : score.getScore();
    this.ofComponents = ShownPoints.parts(parts, ShownPoints.of(total));
    for (int i = 0; i < components.size(); i++) {
      List<MeasureScore> measures = components.get(i).getMeasures();
      long[] shown =
          ShownPoints.parts(
              measures.stream().map(MeasureScore::getContribution).toList(), ofComponents[i]);
      for (int place = 0; place < shown.length; place++) {
        ofMeasures.put(measures.get(place).getMeasure(), shown[place]);
      }
    }
    if (score.getPeers() != null) {
      score.getPeers().getRanks().forEach(rank -> ranks.put(rank.getMeasure(), rank));
    }
  }

  /** Points shown of a measure, in tenths. */
  long tenths(MeasureScore measure) {
    return ofMeasures.get(measure.getMeasure());
  }

  /** Points shown of the cap, in tenths; 0 without one. */
  long tenthsOfCap() {
    return score.getCap() == null ? 0 : ofComponents[ofComponents.length - 1];
  }

  void add(ExplanationLines lines) {
    lines.add(ROW, "", "days", "age", "value", "score", "weight", "of 100", "points", "unit");
    for (int i = 0; i < score.getComponents().size(); i++) {
      ComponentScore component = score.getComponents().get(i);
      lines.add(
          ROW,
          component.getComponent(),
          "",
          "",
          "",
          number(component.getScore()),
          number(component.getWeight()),
          number(component.getEffectiveWeight()),
          ShownPoints.text(ofComponents[i]),
          "");
      for (MeasureScore measure : component.getMeasures()) {
        lines.add(
            ROW,
            "  " + measure.getMeasure(),
            measure.getWindowDays(),
            measure.getAgeDays() == null ? "-" : measure.getAgeDays(),
            measure.getValue() == null ? "no data" : number(measure.getValue()),
            number(measure.getScore()),
            number(measure.getWeight()),
            number(measure.getEffectiveWeight()),
            ShownPoints.text(tenths(measure)),
            unit(measure)
                + rank(measure)
                + assumed(measure)
                + (measure.getCapped() ? "; caps the score" : "")
                + (measure.getWeight() == 0 ? "; shown only" : "")
                + note(measure, "; ", ""));
      }
    }
    if (score.getCap() != null) {
      lines.add(
          ROW,
          score.getCap().getId(),
          "",
          "",
          "",
          "",
          "",
          "",
          ShownPoints.text(tenthsOfCap()),
          "at most " + number(score.getCap().getLimit()) + setOffBy(score.getCap(), "; ", ""));
    }
    lines.add(ROW, "score", "", "", "", "", "", "", score(score.getScore()), "");
  }

  /** Which measure set a cap off, and its value; nothing in records that do not say. */
  static String setOffBy(AppliedCap cap, String before, String after) {
    return cap.getMeasure() == null
        ? ""
        : before + cap.getMeasure() + " is " + number(cap.getValue()) + after;
  }

  /** What is special about how a measure took part; nothing for one that simply counted. */
  static String note(MeasureScore measure, String before, String after) {
    String age =
        measure.getAnswerAgeDays() == null
            ? ""
            : ", latest answer %d days old".formatted(measure.getAnswerAgeDays());
    return switch (measure.getMark()) {
      case STALE -> before + "stale" + age + after;
      case EXPIRED -> before + "expired" + age + after;
      case IN_GRACE -> before + "the account is too young for it" + after;
      case MISSING -> before + "no data" + after;
      case NO_PEERS -> before + "no table of peers" + after;
      case COUNTED, UNKNOWN -> "";
    };
  }

  private static String assumed(MeasureScore measure) {
    return measure.getAssumedPlanFeatures() == null
        ? ""
        : "; plan of %d features assumed".formatted(measure.getAssumedPlanFeatures());
  }

  private String rank(MeasureScore measure) {
    PeerRank rank = ranks.get(measure.getMeasure());
    return rank == null
        ? ""
        : String.format(
            Locale.ROOT,
            "; percentile %.0f of %d accounts %s",
            rank.getPercentile(),
            rank.getAccounts(),
            rank.getSegment() == null ? "of all segments" : "of segment " + rank.getSegment());
  }

  /** As far as this version's catalogue knows the measure. */
  private static String unit(MeasureScore measure) {
    return Measure.ofId(measure.getMeasure()).map(Measure::unit).orElse("");
  }
}
