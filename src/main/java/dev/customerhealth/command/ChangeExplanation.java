package dev.customerhealth.command;

import static dev.customerhealth.command.ExplanationLines.at;
import static dev.customerhealth.command.ExplanationLines.number;
import static dev.customerhealth.command.ExplanationLines.score;

import dev.customerhealth.avro.CauseShare;
import dev.customerhealth.avro.ChangeCause;
import dev.customerhealth.avro.Driver;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.publication.ShownPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Why a score moved, split by cause, each with the measures that moved it. */
final class ChangeExplanation {
  private static final int MOST_DRIVERS = 5;

  /** Less than this does not show with one decimal. */
  private static final double SHOWS = 0.05;

  private ChangeExplanation() {}

  static void add(ExplanationLines lines, HealthScoreChange change) {
    boolean scores = change.getFromScore() != null && change.getToScore() != null;
    long points =
        scores
            ? ShownPoints.change(change.getFromScore(), change.getToScore())
            : ShownPoints.of(change.getPoints());
    lines.add(
        "  %s  %s to %s  (%s)",
        at(change.getChangedAt()),
        score(change.getFromScore()),
        score(change.getToScore()),
        ShownPoints.signed(points));
    String override = OverrideText.change(change);
    if (!override.isEmpty()) {
      lines.add("           %s", override);
    }
    List<CauseShare> causes = change.getCauses();
    long[] shares = ShownPoints.parts(causes.stream().map(CauseShare::getPoints).toList(), points);
    for (int i = 0; i < shares.length; i++) {
      lines.add(
          "    %5s  %s%s",
          ShownPoints.signed(shares[i]),
          cause(causes.get(i).getCause(), change),
          drivers(causes.get(i).getDrivers(), shares[i]));
    }
  }

  /** The measures that moved most, then what all others come to: together the share. */
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
      case MODEL_CHANGED -> judgedOtherwise(change);
      case OVERRIDE -> "an override";
      case UNKNOWN -> "a cause this version does not know";
    };
  }

  /** The model, the table of peers it compares with, or both. */
  private static String judgedOtherwise(HealthScoreChange change) {
    boolean sameModel =
        change.getModelId().equals(change.getFromModelId())
            && Objects.equals(change.getModelVersion(), change.getFromModelVersion());
    boolean samePeers = Objects.equals(change.getPeersVersion(), change.getFromPeersVersion());
    String peers =
        change.getPeersVersion() == null
            ? "no table of peers any more"
            : "table of peers version " + change.getPeersVersion();
    if (sameModel && !samePeers) {
      return "whom accounts are compared with changed: " + peers;
    }
    return "the model changed to "
        + change.getModelId()
        + " version "
        + change.getModelVersion()
        + (samePeers || change.getPeersVersion() == null ? "" : ", " + peers);
  }

  /** A value that stayed as it was moves the score where its weight, model or peers moved. */
  private static String driver(Driver driver, long shown) {
    String before = number(driver.getValueBefore());
    String after = number(driver.getValueAfter());
    return "%s %s (%s)"
        .formatted(
            driver.getMeasure(),
            ShownPoints.signed(shown),
            Objects.equals(driver.getValueBefore(), driver.getValueAfter())
                    && driver.getValueAfter() != null
                ? "still " + after
                : before + " to " + after);
  }
}
