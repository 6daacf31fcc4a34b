package dev.customerhealth.replay;

import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.quality.AlertQuality;
import dev.customerhealth.domain.alerting.quality.QualityStep;
import dev.customerhealth.domain.scoring.ScoreSheet;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of a history: how every account stands at its end, and which alerts there were. */
public final class ReplayOutcome implements AccountsReplay.Listener {
  private final SortedMap<String, ScoreSheet> sheets = new TreeMap<>();
  private final AlertQuality alerts;

  /**
   * Nothing yet.
   *
   * @param again an alert so soon after the end of the one before was raised again
   */
  public ReplayOutcome(Duration again) {
    this.alerts = new AlertQuality(again);
  }

  @Override
  public void scored(String accountId, ScoreSheet sheet) {
    sheets.put(accountId, sheet);
  }

  @Override
  public void told(String accountId, String csm, Alert alert) {
    alerts.take(QualityStep.of(accountId, csm, alert));
  }

  /** The last sheet of every account that was judged, by account id. */
  public SortedMap<String, ScoreSheet> sheets() {
    return sheets;
  }

  /** The figures of its alerts. */
  public AlertQuality alerts() {
    return alerts;
  }
}
