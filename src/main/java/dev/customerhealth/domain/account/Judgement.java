package dev.customerhealth.domain.account;

import java.util.List;

/**
 * What was made of the facts so far.
 *
 * @param told the score last told
 * @param firstScoredDay day of the first score ever; {@link Days#NONE} before
 * @param highs the daily highs alerts compare with, all under the model of the told score
 * @param alerts rules ever raised or waiting to be, ordered by rule id
 * @param dueDay earliest day on which time alone can change something; {@link Days#NONE} when it
 *     never will
 * @param closes how past weeks and months ended, all under the model of the told score; none unless
 *     a rule asks
 */
public record Judgement(
    ToldScore told,
    int firstScoredDay,
    ScoreHighs highs,
    List<AlertMemory> alerts,
    int dueDay,
    ScoreCloses closes) {

  /** Nothing was judged yet. */
  public static final Judgement NONE =
      new Judgement(ToldScore.NOTHING, Days.NONE, ScoreHighs.NONE, List.of(), Days.NONE);

  /** Without closes. */
  public Judgement(
      ToldScore told, int firstScoredDay, ScoreHighs highs, List<AlertMemory> alerts, int dueDay) {
    this(told, firstScoredDay, highs, alerts, dueDay, ScoreCloses.NONE);
  }

  /** The same with closes. */
  public Judgement with(ScoreCloses other) {
    return new Judgement(told, firstScoredDay, highs, alerts, dueDay, other);
  }

  public Judgement {
    alerts = List.copyOf(alerts);
  }

  /** The same with another score told. */
  public Judgement withTold(ToldScore other) {
    return new Judgement(other, firstScoredDay, highs, alerts, dueDay, closes);
  }

  /** What is remembered of a rule; null when it was never raised. */
  public AlertMemory alert(String ruleId) {
    for (AlertMemory alert : alerts) {
      if (alert.ruleId().equals(ruleId)) {
        return alert;
      }
    }
    return null;
  }

  /** With what else is remembered of alerts. */
  public Judgement with(List<AlertMemory> others) {
    return new Judgement(told, firstScoredDay, highs, others, dueDay, closes);
  }

  /**
   * When time alone moves an alert on, in milliseconds since 1970; {@link AlertCourse#NEVER} when
   * it moves none.
   */
  public long alertsDueMillis() {
    long due = AlertCourse.NEVER;
    for (int i = 0; i < alerts.size(); i++) {
      due = Math.min(due, alerts.get(i).dueMillis());
    }
    return due;
  }
}
