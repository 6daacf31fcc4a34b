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
        new ScoreDrop(
            "score-drop-7d",
            Severity.CRITICAL,
            7,
            DROP_RAISES_ABOVE,
            DROP_RESOLVES_AT,
            "Call the customer: something broke this week"),
        new ScoreDrop(
            "score-drop-30d",
            Severity.WARNING,
            30,
            DROP_RAISES_ABOVE,
            DROP_RESOLVES_AT,
            "Review the account: it has been sliding for weeks"),
        new ZoneEntered(
            "intervention-zone-entered",
            "R47",
            Severity.WARNING,
            BandRole.INTERVENE,
            ZONE_EXIT_MARGIN),
        new ZoneEntered(
            "escalation-zone-entered",
            "R48",
            Severity.CRITICAL,
            BandRole.ESCALATE,
            ZONE_EXIT_MARGIN));
  }
}
