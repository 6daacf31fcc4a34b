package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.AlertMemory;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Judgement;
import dev.customerhealth.domain.scoring.HealthScore;
import java.util.List;
import java.util.function.Supplier;

/**
 * One round of all rules over one account: at most one open alert per account and rule, and the
 * steps to tell.
 *
 * @param memories rules ever raised or waiting to be, ordered by rule id
 * @param steps alert steps to tell, in rule order
 * @param dueDay first later day on which time alone can raise or resolve an alert; {@link
 *     Days#NONE} when it cannot. What alerts wait for by themselves is remembered with them
 * @param heldBack whether an alert would have moved on, but alerts are held back
 */
public record AlertRound(
    List<AlertMemory> memories, List<Alert> steps, int dueDay, boolean heldBack) {

  /**
   * Asks every rule. Without a score no alert is raised and none resolved, but what waits for a
   * time or is done by a person goes on.
   *
   * @param before what is remembered
   * @param context what else concerns its alerts
   * @param score the full record of the score, made only when there is something to tell
   */
  public static AlertRound judge(
      AlertRules rules,
      Situation situation,
      Judgement before,
      AlertContext context,
      Supplier<HealthScore> score) {
    List<AlertMemory> memories = before.alerts();
    boolean scored = situation.sheet().scored();
    if (!scored && memories.isEmpty()) {
      return new AlertRound(memories, List.of(), Days.NONE, false);
    }
    AlertMemory[] inPlace = rules.inPlace(memories);
    AlertSteps steps = null;
    int dueDay = Days.NONE;
    int alive = 0;
    for (int i = 0; i < rules.size(); i++) {
      AlertRule rule = rules.rule(i);
      AlertMemory memory = inPlace == null ? null : inPlace[i];
      boolean asked = scored && rule.isCovered(situation.sheet());
      boolean covers = asked && rules.covers(i, situation);
      alive += memory != null && memory.isAlive() ? 1 : 0;
      if (moves(rules, i, memory, situation, asked, covers) || concerns(context, memory)) {
        steps = steps == null ? new AlertSteps(situation, context, memories, score) : steps;
        memory = steps.live(rule, memory, asked, covers);
      }
      if (asked) {
        boolean waits =
            memory != null && (memory.open() || memory.pending() || memory.passedOver());
        dueDay = Days.earlier(dueDay, rules.dueDay(i, situation, covers, waits));
      }
    }
    if (alive < alive(memories)) {
      steps = steps == null ? new AlertSteps(situation, context, memories, score) : steps;
      steps.endThoseWithoutRule(rules.list());
    }
    return steps == null
        ? new AlertRound(memories, List.of(), dueDay, false)
        : new AlertRound(steps.memories(), steps.told(), dueDay, steps.heldBack());
  }

  /** Nearly always false, and asked for every event: nothing may be made here. */
  private static boolean moves(
      AlertRules rules,
      int place,
      AlertMemory memory,
      Situation situation,
      boolean asked,
      boolean covers) {
    if (memory != null && memory.course() != null) {
      return true;
    }
    if (!asked) {
      return false;
    }
    if (memory != null && memory.open()) {
      return !covers || rules.rule(place).condition().resolves(situation);
    }
    return covers && !situation.settling() && rules.raises(place, situation);
  }

  private static boolean concerns(AlertContext context, AlertMemory memory) {
    return memory != null && !context.isNothing();
  }

  private static int alive(List<AlertMemory> memories) {
    int alive = 0;
    for (int i = 0; i < memories.size(); i++) {
      alive += memories.get(i).isAlive() ? 1 : 0;
    }
    return alive;
  }
}
