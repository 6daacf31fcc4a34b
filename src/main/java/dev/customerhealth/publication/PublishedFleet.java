package dev.customerhealth.publication;

import dev.customerhealth.avro.AlertEnding;
import dev.customerhealth.avro.AlertEvent;
import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.avro.FleetHold;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.Severity;
import dev.customerhealth.domain.alerting.AlertId;
import dev.customerhealth.domain.fleet.FleetReport;
import dev.customerhealth.domain.fleet.FleetVerdict;
import java.time.Instant;
import java.util.List;

/** What concerns the whole fleet, as records of health-alerts and clock-ticks. */
public final class PublishedFleet {

  /** Who reads them tells operators' alerts from those of accounts by it. */
  private static final String BEFORE_SUBJECT = "@";

  private static final String FLEET = "fleet";
  private static final String SOURCE = "fleet-guard";

  private PublishedFleet() {}

  /** What a partition reported, for its way to the step that looks at all of them. */
  public static dev.customerhealth.avro.FleetReport of(FleetReport report) {
    return new dev.customerhealth.avro.FleetReport(
        report.partition(),
        Instant.ofEpochMilli(report.atMillis()),
        report.heard(),
        report.accounts(),
        report.fell());
  }

  /** And back. */
  public static FleetReport report(dev.customerhealth.avro.FleetReport report) {
    return new FleetReport(
        report.getPartition(),
        report.getAt().toEpochMilli(),
        report.getHeard(),
        report.getAccounts(),
        report.getFell());
  }

  /**
   * What stands in place of an account: the silent source, or the fleet; begins with an at sign.
   */
  public static String subject(FleetVerdict verdict) {
    return BEFORE_SUBJECT + (verdict.source() == null ? FLEET : verdict.source());
  }

  /** The one alert for operators. */
  public static HealthAlert alert(FleetVerdict verdict) {
    String subject = subject(verdict);
    return HealthAlert.newBuilder()
        .setAlertId(AlertId.of(subject, verdict.rule(), verdict.episode()))
        .setAccountId(subject)
        .setRuleId(verdict.rule())
        .setRuleSource("section 4")
        .setEpisode(verdict.episode())
        .setEvent(verdict.held() ? AlertEvent.RAISED : AlertEvent.RESOLVED)
        .setState(verdict.held() ? AlertState.RAISED : AlertState.RESOLVED)
        .setSeverity(Severity.CRITICAL)
        .setRaisedAt(Instant.ofEpochMilli(verdict.raisedAtMillis()))
        .setAt(Instant.ofEpochMilli(verdict.atMillis()))
        .setSummary(summary(verdict))
        .setValue(verdict.value())
        .setThreshold(verdict.threshold())
        .setUnit(verdict.source() == null ? "% of accounts" : "hours")
        .setAccountName(verdict.source() == null ? "All accounts" : "Source " + verdict.source())
        .setAction(
            verdict.source() == null
                ? "Find out whether the data or the product is at fault"
                : "Find out why the source sends nothing")
        .setDrivers(List.of())
        .setModelId("")
        .setModelVersion(0)
        .setEnding(ending(verdict))
        .build();
  }

  private static AlertEnding ending(FleetVerdict verdict) {
    return switch (verdict.turn()) {
      case OVER -> AlertEnding.NOT_TRUE_ANY_MORE;
      case UNWATCHED -> AlertEnding.NO_RULE;
      // It lasts: none of the reasons there are.
      case BEGAN, GIVEN_UP, LET_GO -> null;
    };
  }

  private static String summary(FleetVerdict verdict) {
    String what = verdict.source() == null ? ofFleet(verdict) : ofSource(verdict);
    return switch (verdict.turn()) {
      case BEGAN -> what + " Alerts of " + verdict.accounts() + " accounts are held back.";
      case OVER -> what + " What is still true is raised now.";
      case GIVEN_UP, LET_GO -> what + " It has lasted for so long that alerts go out again.";
      case UNWATCHED -> "This is not watched any more; what is still true is raised now.";
    };
  }

  private static String ofSource(FleetVerdict verdict) {
    return "The source "
        + verdict.source()
        + (verdict.turn() == FleetVerdict.Turn.OVER
            ? " speaks again."
            : " has been silent for " + Numbers.brief(verdict.value()) + " hours.");
  }

  private static String ofFleet(FleetVerdict verdict) {
    return Numbers.brief(verdict.value())
        + (verdict.turn() == FleetVerdict.Turn.OVER
            ? "% of all accounts are far below where they were: the fleet is at rest again."
            : "% of all accounts fell at once.");
  }

  /** What every partition is told. */
  public static ClockTick hold(FleetVerdict verdict) {
    return ClockTick.newBuilder()
        .setTime(Instant.ofEpochMilli(verdict.atMillis()))
        .setSource(SOURCE)
        .setHold(new FleetHold(verdict.cause(), verdict.episode(), verdict.held()))
        .build();
  }
}
