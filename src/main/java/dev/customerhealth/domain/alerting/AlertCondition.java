package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.ScoreCloses.Period;
import dev.customerhealth.domain.scoring.Points;
import java.util.List;

/**
 * What a rule asks of a situation. The bar to raise and the bar to resolve differ, so that a value
 * that trembles around one bar raises one alert and not twenty.
 *
 * <p>Conditions are pure questions about one moment: they know nothing of what is open, waits to be
 * confirmed or is to be left in peace.
 */
public sealed interface AlertCondition
    permits ScoreDrop,
        ZoneEntered,
        ScoreBelow,
        ScoreAtLeast,
        InBand,
        MeasureBeyond,
        Decline,
        ComponentBeyond,
        ComponentDrop,
        AllOf {

  /** The measures it looks at; none when it looks at the score alone. */
  default List<MeasureBeyond> measures() {
    return List.of();
  }

  /** How many closes of a period it looks back on. */
  default int closes(Period period) {
    return 0;
  }

  /** Days of scores it looks back on; 0 when it looks at none but the present. */
  default int windowDays() {
    return 0;
  }

  /** Whether the situation raises the alert, none being open; nothing does while it settles. */
  default boolean raises(Situation situation) {
    return !situation.settling() && stands(situation);
  }

  /**
   * Whether what raised the alert still stands: asked while it waits to be confirmed, and when it
   * was held back. Unlike {@link #raises} it does not ask what just happened.
   */
  boolean stands(Situation situation);

  /** Whether the situation resolves an open alert. */
  boolean resolves(Situation situation);

  /** Id of the measure or component it is about; null for the score. */
  default String subject(Situation situation) {
    return null;
  }

  /** Unit of the value and its bars. */
  default String unit() {
    return "points";
  }

  /** Every number it is about, the one that is told first. */
  default List<Finding> findings(Situation situation, AlertState step) {
    return List.of(
        new Finding(subject(situation), unit(), value(situation), threshold(situation, step)));
  }

  /** The measured value, in points or in the unit of the measure: the score, if nothing else. */
  default double value(Situation situation) {
    return Points.asDouble(situation.sheet().score());
  }

  /** The bar of a step, in the unit of the value: that to resolve of a resolved alert. */
  double threshold(Situation situation, AlertState step);

  /** The score the value is measured against. */
  default Reference reference(Situation situation) {
    return situation.lastTold();
  }

  /**
   * Whether {@link #dueDay} may say a day while nothing is open and the account is not settling:
   * all others need not be asked for it at every event.
   */
  default boolean isTimed() {
    return true;
  }

  /**
   * First later day on which time alone, everything that was told staying as it is, can change an
   * answer of this condition; {@link Days#NONE} when it cannot.
   *
   * @param open whether an alert is open or waits to be confirmed; else only the day on which it
   *     could be raised matters. If nothing else is, that is the day after the account settled
   */
  default int dueDay(Situation situation, boolean open) {
    return !open && situation.settling() && stands(situation) ? situation.day() + 1 : Days.NONE;
  }
}
