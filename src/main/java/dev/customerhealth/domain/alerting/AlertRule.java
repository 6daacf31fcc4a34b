package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.scoring.ScoreSheet;
import java.time.Duration;

/**
 * Whom to tell what, and when. A rule is data: what it looks at is its condition, a pure question
 * about one moment; how long that must hold and how often it may be told are its timing, which
 * {@link AlertRound} keeps the time for.
 *
 * @param id stable id, for instance {@code score-drop-7d}: alerts are known by it
 * @param source id in the domain reference, for instance {@code R46}; for rules of one's own any
 *     text that says where it comes from
 * @param label one line for people: what is the matter
 * @param severity how soon a person should look
 * @param enabled whether it is asked at all; the rules of a {@link
 *     dev.customerhealth.domain.HealthPolicy} all are
 * @param scope whom it is about
 * @param minimumCoverage ten-thousandths of the score's weight that must have data for the rule to
 *     be asked, 0 to 10,000: below it nothing is raised and nothing resolved
 * @param timing how long and how often
 * @param condition what raises and resolves it
 * @param action what people should do; null for what the band of the score says
 */
public record AlertRule(
    String id,
    String source,
    String label,
    Severity severity,
    boolean enabled,
    AlertScope scope,
    int minimumCoverage,
    AlertTiming timing,
    AlertCondition condition,
    String action) {

  private static final int WHOLE = 10_000;

  public AlertRule {
    if (minimumCoverage < 0 || minimumCoverage > WHOLE) {
      throw new IllegalArgumentException(
          id + ": expected a minimum coverage of 0 to 10,000, found " + minimumCoverage);
    }
  }

  /** Whether so much is known of the account that the rule may be asked. */
  public boolean isCovered(ScoreSheet sheet) {
    return sheet.coverage() >= minimumCoverage;
  }

  /**
   * First later day on which time alone can raise or resolve it; {@link Days#NONE} when it cannot.
   *
   * @param covered whether its scope covers the account today
   * @param open whether an alert is open or waits to be confirmed
   */
  int dueDay(Situation situation, boolean covered, boolean open) {
    int due = covered ? condition.dueDay(situation, open) : Days.NONE;
    return scope.dependsOnTime()
        ? Days.earlier(
            due, Lifecycle.nextChange(situation.facts(), situation.profile(), situation.day()))
        : due;
  }

  /** The same rule whose alerts are never escalated, for where nobody could take them on. */
  public AlertRule withoutEscalation() {
    return new AlertRule(
        id,
        source,
        label,
        severity,
        enabled,
        scope,
        minimumCoverage,
        new AlertTiming(timing.confirmation(), timing.cooldown(), Duration.ZERO),
        condition,
        action);
  }

  /**
   * Whether it asks the same of the same accounts as another rule of its id; what it is called, how
   * severe it is and how long it waits do not count.
   *
   * @param other null for none
   */
  public boolean asksTheSameAs(AlertRule other) {
    return other != null
        && condition.equals(other.condition)
        && scope.equals(other.scope)
        && minimumCoverage == other.minimumCoverage;
  }

  /**
   * What {@link #asksTheSameAs} compares, in words that are the same in every process, so that a
   * later one can tell whether the rule still asks it.
   */
  public String asks() {
    return condition + " of " + scope + " where " + minimumCoverage + " are covered";
  }

  /** The same rule, whose condition must stand for at least so long. */
  public AlertRule patient(Duration patience) {
    return timing.confirmation().compareTo(patience) >= 0
        ? this
        : new AlertRule(
            id,
            source,
            label,
            severity,
            enabled,
            scope,
            minimumCoverage,
            new AlertTiming(patience, timing.cooldown(), timing.escalateAfter()),
            condition,
            action);
  }

  /** What people should do. */
  public String action(Situation situation) {
    return action == null ? situation.sheet().band().action() : action;
  }
}
