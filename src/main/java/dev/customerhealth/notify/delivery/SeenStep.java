package dev.customerhealth.notify.delivery;

import dev.customerhealth.domain.alerting.quality.QualityStep;
import dev.customerhealth.domain.alerting.quality.QualityStep.Kind;
import dev.customerhealth.notify.planning.AlertEntry;
import java.time.Duration;
import java.util.Optional;

/**
 * A step of an alert beside what was known of the alert before.
 *
 * @param step what was read
 * @param handledBefore whether a person had done something about the alert
 * @param overBefore whether the alert was over, or not known
 */
public record SeenStep(QualityStep step, boolean handledBefore, boolean overBefore) {

  static SeenStep of(QualityStep step, Optional<AlertEntry> before) {
    return new SeenStep(
        step,
        before.map(AlertEntry::handledAt).isPresent(),
        before.map(entry -> !entry.notice().step().open()).orElse(true));
  }

  /** From the beginning of the alert to the first thing a person did; empty for other steps. */
  public Optional<Duration> timeToAcknowledge() {
    boolean byPerson =
        switch (step.kind()) {
          case ACKNOWLEDGED, SNOOZED, FEEDBACK -> true;
          case RAISED, ESCALATED, RESOLVED, WITHDRAWN, OTHER -> false;
        };
    return byPerson && !handledBefore && !overBefore
        ? Optional.of(Duration.between(step.raisedAt(), step.at()))
        : Optional.empty();
  }

  /** Whether what raised the alert passed before anybody did something about it. */
  public boolean resolvedByItself() {
    return step.kind() == Kind.RESOLVED && !handledBefore && !overBefore;
  }

  /** Whether it ended only because its rule is gone, or not about the account any more. */
  public boolean withdrawn() {
    return step.kind() == Kind.WITHDRAWN && !overBefore;
  }

  /** Whether the alert ended. */
  public boolean resolved() {
    return step.kind().ends() && !overBefore;
  }
}
