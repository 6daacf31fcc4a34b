package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.scoring.BandRole;
import java.util.List;

/** The alert rules that are shipped (section 4 of the domain reference). */
public final class StandardRules {
  private static final int DROP_RAISES_ABOVE = 20_000;

  /** Half the drop has to be made good, or forgotten by the window, before it counts as over. */
  private static final int DROP_RESOLVES_AT = 10_000;

  /** A score that trembles on a band's bar moves by less than this. */
  private static final int ZONE_EXIT_MARGIN = 2_000;

  private StandardRules() {}

  /** R46 over 7 and over 30 days, R47 and R48, in the order in which they are told. */
  public static List<AlertRule> all() {
    return List.of(
        rule(
            "score-drop-7d",
            "R46",
            "The score fell far within a week",
            Severity.CRITICAL,
            new ScoreDrop(7, DROP_RAISES_ABOVE, DROP_RESOLVES_AT),
            "Call the customer: something broke this week"),
        rule(
            "score-drop-30d",
            "R46",
            "The score fell far within a month",
            Severity.WARNING,
            new ScoreDrop(30, DROP_RAISES_ABOVE, DROP_RESOLVES_AT),
            "Review the account: it has been sliding for weeks"),
        rule(
            "intervention-zone-entered",
            "R47",
            "The account needs an intervention",
            Severity.WARNING,
            new ZoneEntered(BandRole.INTERVENE, ZONE_EXIT_MARGIN),
            null),
        rule(
            "escalation-zone-entered",
            "R48",
            "The account needs to be escalated",
            Severity.CRITICAL,
            new ZoneEntered(BandRole.ESCALATE, ZONE_EXIT_MARGIN),
            null));
  }

  private static AlertRule rule(
      String id,
      String source,
      String label,
      Severity severity,
      AlertCondition condition,
      String action) {
    return new AlertRule(
        id,
        source,
        label,
        severity,
        true,
        AlertScope.ALL,
        0,
        AlertTiming.AT_ONCE,
        condition,
        action);
  }
}
