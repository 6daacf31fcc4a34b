package dev.customerhealth.domain.alerting;

/**
 * When an alert is raised and when it is resolved again. The bar to raise and the bar to resolve
 * differ, so that a score that trembles around one bar raises one alert and not twenty.
 */
public sealed interface AlertRule permits ScoreDrop, ZoneEntered {
  /** Stable id, for instance {@code score-drop-7d}. */
  String id();

  /** Id of the rule in the domain reference, for instance {@code R46}. */
  String source();

  /** How soon a person should look. */
  Severity severity();

  /** Days the rule looks back; 0 when it does not. */
  int windowDays();

  /** Whether the situation raises the alert, none being open. */
  boolean raises(Situation situation);

  /** Whether the situation resolves an open alert. */
  boolean resolves(Situation situation);

  /** The measured value, in points. */
  double value(Situation situation);

  /** The bar of a step, in points. */
  double threshold(Situation situation, AlertState step);

  /** What people should do. */
  String action(Situation situation);

  /** The score the value is measured against. */
  Reference reference(Situation situation);

  /**
   * First later day on which time alone can resolve an open alert, the measures staying as they
   * are; {@link dev.customerhealth.domain.account.Days#NONE} when it cannot.
   */
  int dueDay(Situation situation);
}
