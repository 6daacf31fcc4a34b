package dev.customerhealth.domain.account;

import java.util.List;

/**
 * What was made of the facts so far.
 *
 * @param told the score last told
 * @param firstScoredDay day of the first score ever; {@link Days#NONE} before
 * @param highs the daily highs alerts compare with, all under the model of the told score
 * @param alerts rules ever raised, ordered by rule id
 * @param dueDay earliest day on which time alone can change something; {@link Days#NONE} when it
 *     never will
 */
public record Judgement(
    ToldScore told, int firstScoredDay, ScoreHighs highs, List<AlertMemory> alerts, int dueDay) {

  /** Nothing was judged yet. */
  public static final Judgement NONE =
      new Judgement(ToldScore.NOTHING, Days.NONE, ScoreHighs.NONE, List.of(), Days.NONE);

  public Judgement {
    alerts = List.copyOf(alerts);
  }

  /** The same with another score told. */
  public Judgement withTold(ToldScore other) {
    return new Judgement(other, firstScoredDay, highs, alerts, dueDay);
  }

  /** What is remembered of a rule; null when it was never raised. */
  public AlertMemory alert(String ruleId) {
    for (int i = 0; i < alerts.size(); i++) {
      if (alerts.get(i).ruleId().equals(ruleId)) {
        return alerts.get(i);
      }
    }
    return null;
  }
}
