package dev.customerhealth.publication;

import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.AlertCondition;
import dev.customerhealth.domain.alerting.AlertEvent;
import dev.customerhealth.domain.alerting.Decline;
import dev.customerhealth.domain.alerting.Finding;
import dev.customerhealth.domain.alerting.ScoreDrop;
import dev.customerhealth.domain.alerting.ZoneEntered;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.scoring.Points;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** One sentence for a person: what happened, from where to where, and what moved it most. */
final class AlertSummary {

  private static final int DRIVERS_NAMED = 3;

  /** In thousandths: what moved the score by less would be named as "-0.0". */
  private static final int LEAST_NAMED = 50;

  private AlertSummary() {}

  static String of(String accountId, Alert alert, AccountProfile profile) {
    String account = name(accountId, profile);
    if (alert.event() != AlertEvent.RAISED) {
      return account + ": " + AlertStepInWords.of(alert, profile) + ".";
    }
    return what(account, alert) + losses(alert) + ".";
  }

  private static String what(String account, Alert alert) {
    if (alert.condition() instanceof ScoreDrop) {
      return drop(account, alert);
    }
    if (alert.condition() instanceof ZoneEntered) {
      return zone(account, alert);
    }
    if (alert.condition() instanceof Decline) {
      return account + ": " + alert.label() + movement(alert);
    }
    String numbers =
        alert.findings().stream().map(AlertSummary::number).collect(Collectors.joining("; "));
    return account + ": " + alert.label() + " (" + numbers + "), " + now(alert);
  }

  private static String number(Finding finding) {
    String subject =
        finding.subject() == null ? "score" : MeasureName.inSentence(finding.subject());
    return subject
        + " "
        + Numbers.brief(finding.value(), finding.threshold())
        + (finding.subject() == null || Double.isNaN(finding.value()) ? "" : " " + unit(finding))
        + ", bar "
        + Numbers.brief(finding.threshold());
  }

  /** Of one there is no plural: "1 ticket". */
  private static String unit(Finding finding) {
    String unit = finding.unit();
    return finding.value() == 1 && unit.matches("[a-z]+[^s]s")
        ? unit.substring(0, unit.length() - 1)
        : unit;
  }

  private static String drop(String account, Alert alert) {
    String within = " points within " + alert.windowDays() + " days";
    if (!alert.score().scored() || alert.referenceScore() < 0) {
      return account + " lost " + Numbers.inWords(alert.value()) + within + movement(alert);
    }
    // What was lost is the difference of the two scores that follow in the sentence.
    ShownPoints.Lost lost =
        ShownPoints.lost(
            Points.asDouble(alert.referenceScore()),
            Points.asDouble(alert.score().score()),
            alert.threshold());
    return account
        + " lost "
        + lost.change()
        + within
        + ", from "
        + lost.from()
        + " to "
        + lost.to();
  }

  private static String zone(String account, Alert alert) {
    HealthScore score = alert.score();
    String band = score.scored() ? score.band().label() : "no score";
    return account + " is now in the band '" + band + "'" + movement(alert);
  }

  private static String movement(Alert alert) {
    if (!alert.score().scored()) {
      return "";
    }
    String to = score(alert);
    return alert.referenceScore() < 0
        ? ", the score is " + to
        : ", from " + Numbers.inWords(Points.asDouble(alert.referenceScore())) + " to " + to;
  }

  static String now(Alert alert) {
    return alert.score().scored() ? "the score is " + score(alert) : "there is no score now";
  }

  /** Where there is a bar for the score, it is told on its side of it. */
  private static String score(Alert alert) {
    double score = Points.asDouble(alert.score().score());
    OptionalDouble bar =
        alert.condition() instanceof ZoneEntered
            ? OptionalDouble.of(alert.threshold())
            : alert.findings().stream()
                .filter(finding -> finding.subject() == null)
                .mapToDouble(Finding::threshold)
                .findFirst();
    return bar.isPresent() && !Double.isNaN(bar.getAsDouble())
        ? ShownPoints.beside(score, bar.getAsDouble())
        : Numbers.inWords(score);
  }

  private static String losses(Alert alert) {
    String named =
        alert.drivers().stream()
            .filter(driver -> driver.points() <= -LEAST_NAMED)
            .limit(DRIVERS_NAMED)
            .map(
                driver ->
                    MeasureName.inSentence(driver.measureId())
                        + " "
                        + Numbers.inWords(Points.asDouble(driver.points())))
            .collect(Collectors.joining(", "));
    if (named.isEmpty()) {
      return "";
    }
    // Where the alert is not about a fall, the sentence names no loss these could be most of.
    return (isFall(alert.condition()) ? "; most of it: " : "; it lost: ") + named;
  }

  private static boolean isFall(AlertCondition condition) {
    return condition instanceof ScoreDrop
        || condition instanceof ZoneEntered
        || condition instanceof Decline;
  }

  /** The name is typed by people: control characters in it would spoil a reader's terminal. */
  private static String name(String accountId, AccountProfile profile) {
    return printable(
        profile == null || profile.name() == null || profile.name().isBlank()
            ? accountId
            : profile.name());
  }

  static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
