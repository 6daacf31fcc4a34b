package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.AlertMemory;
import dev.customerhealth.domain.account.Days;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules in force, laid out for asking: all of them are asked for every event, so what can be
 * said of them once is not looked up for every account. Immutable.
 */
public final class AlertRules {
  private final List<AlertRule> rules;
  private final AlertRule[] inOrder;
  private final boolean[] aboutAll;
  private final boolean[] timed;

  /** Rules about one measure, as most are: asked without looking up which kind of condition. */
  private final MeasureBeyond[] ofOneMeasure;

  private final Map<String, Integer> places = new HashMap<>();

  /**
   * Rules in force.
   *
   * @param rules in the order in which their alerts are told
   */
  public AlertRules(List<AlertRule> rules) {
    this.rules = List.copyOf(rules);
    this.inOrder = rules.toArray(AlertRule[]::new);
    this.aboutAll = new boolean[inOrder.length];
    this.timed = new boolean[inOrder.length];
    this.ofOneMeasure = new MeasureBeyond[inOrder.length];
    for (int i = 0; i < inOrder.length; i++) {
      aboutAll[i] = inOrder[i].scope().isAll();
      timed[i] = inOrder[i].condition().isTimed() || inOrder[i].scope().dependsOnTime();
      ofOneMeasure[i] = inOrder[i].condition() instanceof MeasureBeyond alone ? alone : null;
      places.putIfAbsent(inOrder[i].id(), i);
    }
  }

  /** The rules, in order. */
  public List<AlertRule> list() {
    return rules;
  }

  int size() {
    return inOrder.length;
  }

  AlertRule rule(int place) {
    return inOrder[place];
  }

  /** Whether the rule at a place is about the account of a situation. */
  boolean covers(int place, Situation situation) {
    return aboutAll[place] || inOrder[place].scope().covers(situation);
  }

  /** Whether a situation that does not settle raises the alert of the rule at a place. */
  boolean raises(int place, Situation situation) {
    MeasureBeyond alone = ofOneMeasure[place];
    return alone == null ? inOrder[place].condition().raises(situation) : alone.stands(situation);
  }

  /**
   * First later day on which time alone can raise or resolve the rule at a place; {@link Days#NONE}
   * when it cannot.
   *
   * @param covered whether the rule is about the account
   * @param open whether an alert is open or waits to be confirmed
   */
  int dueDay(int place, Situation situation, boolean covered, boolean open) {
    return timed[place] || open || situation.settling()
        ? inOrder[place].dueDay(situation, covered, open)
        : Days.NONE;
  }

  /**
   * What is remembered of each rule, at its place; null when nothing is of any.
   *
   * @param memories in any order; those of rules that are not in force are left out
   */
  AlertMemory[] inPlace(List<AlertMemory> memories) {
    AlertMemory[] inPlace = null;
    for (int i = 0; i < memories.size(); i++) {
      AlertMemory memory = memories.get(i);
      Integer place = places.get(memory.ruleId());
      if (place != null) {
        inPlace = inPlace == null ? new AlertMemory[inOrder.length] : inPlace;
        inPlace[place] = memory;
      }
    }
    return inPlace;
  }
}
