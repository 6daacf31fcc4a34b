package dev.customerhealth.domain.alerting;

/**
 * What is still to be said of a rule that is gone, when the alerts it left open are withdrawn.
 *
 * @param id the rule
 * @param source as the rule had it
 * @param label as the rule had it
 * @param severity that of its alerts; null when nobody knows
 */
public record FormerRule(String id, String source, String label, Severity severity) {

  /** What is to be said of a rule once it is gone. */
  public static FormerRule of(AlertRule rule) {
    return new FormerRule(rule.id(), rule.source(), rule.label(), rule.severity());
  }

  /** A rule of which only the id is left. */
  static FormerRule unknown(String id) {
    return new FormerRule(id, "", id, null);
  }
}
