package dev.customerhealth.command;

import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.Severity;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The alerts that are open after a number of steps, and the last word on each. */
final class OpenAlerts {
  private final String accountId;
  private final String owner;
  private final String rule;
  private final Severity least;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final Set<String> rulesSeen = new TreeSet<>();

  /**
   * What is known of an open alert.
   *
   * @param last its last step
   * @param saw the last step that says what was seen, and not what a person did
   * @param word the last step a person decided, as long as it holds; null for none
   */
  record Open(HealthAlert last, HealthAlert saw, HealthAlert word) {}

  /** Nothing is open yet, and whatever will be is asked for. */
  OpenAlerts() {
    this(null, null, null, Severity.INFO);
  }

  /**
   * Nothing is open yet; null for any account, owner or rule.
   *
   * @param owner who looks after the alert
   * @param least those that are less severe are not asked for
   */
  OpenAlerts(String accountId, String owner, String rule, Severity least) {
    this.accountId = accountId;
    this.owner = owner;
    this.rule = rule;
    this.least = least;
  }

  /** Takes the next step of any alert, in the order of the topic. */
  void take(HealthAlert step) {
    if (step == null || step.getState() == AlertState.UNKNOWN) {
      return;
    }
    rulesSeen.add(step.getRuleId());
    if (step.getState() == AlertState.RESOLVED) {
      open.remove(step.getAlertId());
      return;
    }
    Open known = open.get(step.getAlertId());
    boolean holds = known != null && known.last.getState() == step.getState();
    boolean decided = step.getDecidedBy() != null;
    HealthAlert word = decided ? step : holds ? known.word : null;
    HealthAlert saw = decided && known != null ? known.saw : step;
    open.put(step.getAlertId(), new Open(step, saw, word));
  }

  /** The last step of every alert that is open, whoever is asked for. */
  List<HealthAlert> steps() {
    return open.values().stream().map(Open::last).toList();
  }

  /** Every rule an alert was seen of, whatever became of it. */
  Set<String> rulesSeen() {
    return rulesSeen;
  }

  /** Those asked for, the most severe and oldest first. */
  List<Open> wanted() {
    return open.values().stream()
        .filter(this::isWanted)
        .sorted(
            Comparator.comparing((Open alert) -> alert.last.getSeverity())
                .reversed()
                .thenComparing(alert -> alert.last.getRaisedAt())
                .thenComparing(alert -> alert.last.getAccountId())
                .thenComparing(alert -> alert.last.getRuleId()))
        .toList();
  }

  /** Said with what was asked for: a typing error must not read like an all-clear. */
  String none() {
    boolean all = accountId == null && owner == null && rule == null && least == Severity.INFO;
    return "no alert is open"
        + (accountId == null ? "" : " of account " + PrintableText.of(accountId))
        + (rule == null ? "" : " of rule " + PrintableText.of(rule))
        + (owner == null ? "" : " that " + PrintableText.of(owner) + " looks after")
        + (least == Severity.INFO ? "" : " that is at least " + word(least))
        // Of an account only the steps in its partition were read.
        + (accountId == null && !all ? "; open in all: " + open.size() : "");
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private boolean isWanted(Open alert) {
    return (accountId == null || accountId.equals(alert.last.getAccountId()))
        && (owner == null || owner.equals(alert.last.getCsmId()))
        && (rule == null || rule.equals(alert.last.getRuleId()))
        && alert.last.getSeverity().compareTo(least) >= 0;
  }
}
