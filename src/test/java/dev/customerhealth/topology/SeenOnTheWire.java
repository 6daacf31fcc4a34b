package dev.customerhealth.topology;

import dev.customerhealth.avro.Driver;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.ScoreOverride;
import dev.customerhealth.avro.ScoreStatus;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.oracle.Seen;
import dev.customerhealth.oracle.SeenAlert;
import dev.customerhealth.oracle.SeenChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was told, in the oracle's words. */
public final class SeenOnTheWire {

  private static final int THOUSANDTHS = 1000;
  private static final int TEN_THOUSANDTHS = 10_000;

  private SeenOnTheWire() {}

  /**
   * Changes and alerts in order per account; without outcomes and raw values, which are not told in
   * these topics.
   */
  public static Seen of(List<HealthScoreChange> changes, List<HealthAlert> alerts) {
    List<SeenChange> seenChanges =
        new ArrayList<>(changes.stream().map(SeenOnTheWire::of).toList());
    List<SeenAlert> seenAlerts = new ArrayList<>(alerts.stream().map(SeenOnTheWire::of).toList());
    seenChanges.sort(Comparator.comparing(SeenChange::accountId));
    seenAlerts.sort(Comparator.comparing(SeenAlert::accountId));
    Map<String, Integer> finalScores = new TreeMap<>();
    for (SeenChange change : seenChanges) {
      if (change.toScored()) {
        finalScores.put(change.accountId(), change.toScore());
      } else {
        finalScores.remove(change.accountId());
      }
    }
    return new Seen(List.of(), seenChanges, seenAlerts, finalScores);
  }

  /**
   * The scores people read: the last record of every account that says one, in whole points. Asked
   * beside what the changes add up to, for a lost or stale record would be seen in none of them.
   */
  public static Map<String, Integer> lastScores(List<HealthScore> scores) {
    Map<String, Integer> last = new TreeMap<>();
    for (HealthScore score : scores) {
      if (score.getStatus() == ScoreStatus.SCORED) {
        last.put(score.getAccountId(), Points.rounded(thousandths(score.getScore())));
      } else {
        last.remove(score.getAccountId());
      }
    }
    return last;
  }

  /**
   * What {@link #lastScores} must be. In whole points: with another name or owner a score is shown
   * anew as it is by then, which may differ by less than a change is told for.
   */
  public static Map<String, Integer> inPoints(Map<String, Integer> finalScores) {
    Map<String, Integer> points = new TreeMap<>(finalScores);
    points.replaceAll((account, score) -> Points.rounded(score));
    return points;
  }

  /** What of the oracle's answer can be seen on the wire. */
  public static Seen visible(Seen foretold) {
    return new Seen(
        List.of(),
        foretold.changes().stream().map(SeenOnTheWire::withoutValues).toList(),
        foretold.alerts(),
        foretold.finalScores());
  }

  private static SeenChange withoutValues(SeenChange change) {
    return new SeenChange(
        change.accountId(),
        change.sequence(),
        change.changedAt(),
        change.fromScored(),
        change.fromScore(),
        change.fromBand(),
        change.toScored(),
        change.toScore(),
        change.toBand(),
        change.toCoverage(),
        change.cause(),
        change.causeEventId(),
        Map.of(),
        change.drivers(),
        change.shown());
  }

  private static SeenChange of(HealthScoreChange change) {
    return new SeenChange(
        change.getAccountId(),
        change.getSequence(),
        change.getChangedAt(),
        change.getFromStatus() == ScoreStatus.SCORED,
        thousandths(change.getFromScore()),
        change.getFromBand(),
        change.getToStatus() == ScoreStatus.SCORED,
        thousandths(change.getToScore()),
        change.getToBand(),
        (int) Math.round(change.getToCoverage() * TEN_THOUSANDTHS),
        change.getCause().name(),
        change.getCauseEventId(),
        Map.of(),
        points(change.getDrivers()),
        shown(change.getOverrideAfter()));
  }

  private static String shown(ScoreOverride override) {
    if (override == null) {
      return null;
    }
    return override.getScore() == null
        ? "band " + override.getBandId()
        : "score " + Math.round(override.getScore());
  }

  private static SeenAlert of(HealthAlert alert) {
    return new SeenAlert(
        alert.getAlertId(),
        alert.getAccountId(),
        alert.getRuleId(),
        alert.getSeverity().name(),
        alert.getCsmId(),
        alert.getEpisode(),
        alert.getEvent().name(),
        alert.getState().name(),
        alert.getRaisedAt(),
        alert.getAt(),
        thousandths(alert.getValue()),
        alert.getReferenceScore() == null ? -1 : thousandths(alert.getReferenceScore()),
        thousandths(alert.getScore()),
        points(alert.getDrivers()));
  }

  private static Map<String, Integer> points(List<Driver> drivers) {
    Map<String, Integer> points = new TreeMap<>();
    drivers.forEach(driver -> points.put(driver.getMeasure(), thousandths(driver.getPoints())));
    return points;
  }

  private static int thousandths(Double points) {
    return points == null ? 0 : (int) Math.round(points * THOUSANDTHS);
  }
}
