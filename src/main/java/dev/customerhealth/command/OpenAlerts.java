package dev.customerhealth.command;

import dev.customerhealth.avro.AlertEvent;
import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.publication.ShownPoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The alerts that are open after a number of steps, and the last word on each. */
final class OpenAlerts {
  private final String accountId;
  private final String owner;
  private final String rule;
  private final Map<String, Open> open = new LinkedHashMap<>();

  /**
   * What is known of an open alert.
   *
   * @param last its last step
   * @param saw the last step that says what was seen, and not what a person did
   * @param word the last step a person decided, as long as it holds; null for none
   */
  private record Open(HealthAlert last, HealthAlert saw, HealthAlert word) {}

  /**
   * Nothing is open yet; null for any account, owner or rule.
   *
   * @param owner who looks after the alert
   */
  OpenAlerts(String accountId, String owner, String rule) {
    this.accountId = accountId;
    this.owner = owner;
    this.rule = rule;
  }

  /** Takes the next step of any alert, in the order of the topic. */
  void take(HealthAlert step) {
    if (step == null || step.getState() == AlertState.UNKNOWN) {
      return;
    }
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

  /** The lines for a terminal, the most severe and oldest first. */
  List<String> table() {
    List<Open> wanted = open.values().stream().filter(this::isWanted).toList();
    if (wanted.isEmpty()) {
      return List.of(
          accountId == null && owner == null && rule == null ? "no alert is open" : none());
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        row("account", "rule", "severity", "state", "raised", "owner", "value", "alert", "what"));
    wanted.stream()
        .sorted(
            Comparator.comparing((Open alert) -> alert.last.getSeverity())
                .reversed()
                .thenComparing(alert -> alert.last.getRaisedAt())
                .thenComparing(alert -> alert.last.getAccountId())
                .thenComparing(alert -> alert.last.getRuleId()))
        .forEach(alert -> lines.add(row(alert)));
    return lines;
  }

  /** Said with what was asked for: a typing error must not read like an all-clear. */
  private String none() {
    return "no alert is open"
        + (accountId == null ? "" : " of account " + PrintableText.of(accountId))
        + (rule == null ? "" : " of rule " + PrintableText.of(rule))
        + (owner == null ? "" : " that " + PrintableText.of(owner) + " looks after")
        // Of an account only the steps in its partition were read.
        + (accountId == null ? "; open in all: " + open.size() : "");
  }

  private boolean isWanted(Open alert) {
    return (accountId == null || accountId.equals(alert.last.getAccountId()))
        && (owner == null || owner.equals(alert.last.getCsmId()))
        && (rule == null || rule.equals(alert.last.getRuleId()));
  }

  private static String row(Open alert) {
    HealthAlert last = alert.last;
    return row(
        last.getAccountId(),
        last.getRuleId(),
        last.getSeverity().name().toLowerCase(Locale.ROOT),
        last.getState().name().toLowerCase(Locale.ROOT),
        OverrideText.at(last.getRaisedAt()),
        last.getCsmId() == null ? "nobody" : last.getCsmId(),
        value(last),
        last.getAlertId(),
        what(alert));
  }

  private static String value(HealthAlert alert) {
    return alert.getValue() == null || alert.getThreshold() == null
        ? "not known"
        : ShownPoints.text(shown(alert))
            + ", bar "
            + ShownPoints.text(ShownPoints.of(alert.getThreshold()));
  }

  /** As the sentence beside it: what a drop lost is the difference of the two scores shown. */
  private static long shown(HealthAlert alert) {
    boolean drop =
        alert.getWindowDays() != null
            && alert.getScore() != null
            && alert.getReferenceScore() != null;
    return drop
        ? ShownPoints.change(alert.getScore(), alert.getReferenceScore())
        : ShownPoints.of(alert.getValue());
  }

  private static String what(Open alert) {
    HealthAlert word = alert.word;
    // A quotation: its present tense is that of its time, and the score may be another by now.
    String seen =
        "told " + OverrideText.at(alert.saw.getAt()) + ": \"" + alert.saw.getSummary() + '"';
    if (word == null) {
      return seen;
    }
    String until =
        alert.last.getSnoozedUntil() == null
            ? ""
            : " until " + OverrideText.at(alert.last.getSnoozedUntil());
    return what(word.getEvent())
        + until
        + " by "
        + word.getDecidedBy()
        + ": "
        + word.getReason()
        + " | "
        + seen;
  }

  private static String what(AlertEvent event) {
    return switch (event) {
      case ACKNOWLEDGED -> "taken on";
      case SNOOZED -> "put off";
      case ASSIGNED -> "handed over";
      case FEEDBACK -> "judged";
      case RAISED, ESCALATED, CAME_BACK, REROUTED, RESOLVED, UNKNOWN -> "changed";
    };
  }

  private static String row(Object... cells) {
    return PrintableText.of(
            String.format(
                Locale.ROOT, "%-20s  %-26s  %-8s  %-12s  %-20s  %-16s  %-22s  %-36s  %s", cells))
        .stripTrailing();
  }
}
