package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.FormerRule;
import dev.customerhealth.domain.alerting.RuleChange;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.testing.Presets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One account told signal after signal, with everything that came of it. */
public final class Fold {
  private Assessor assessor = new Assessor();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<ScoreChange> changes = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private HealthPolicy policy;
  private AccountState state;
  private Assessment last;

  /** An unknown account, judged by the standard policy. */
  public Fold(String accountId) {
    this(accountId, Presets.policy());
  }

  /** An unknown account, judged by a policy. */
  public Fold(String accountId, HealthPolicy policy) {
    this.policy = policy;
    this.state = AccountState.unknown(accountId);
  }

  /** Tells signals, each at no later time than its own. */
  public Fold tell(Signal... signals) {
    for (Signal signal : signals) {
      tellAt(null, signal);
    }
    return this;
  }

  /** Tells a signal at a business time of the partition. */
  public Fold tellAt(Instant time, Signal signal) {
    last = assessor.assess(state, signal, time, policy);
    state = last.after();
    outcomes.add(last.outcome());
    last.change().ifPresent(changes::add);
    alerts.addAll(last.alerts());
    return this;
  }

  /** Puts another state in place, for instance one that was encoded and decoded. */
  public Fold continueFrom(AccountState other) {
    state = other;
    return this;
  }

  /** Judges by another policy from now on. */
  public Fold judgedBy(HealthPolicy other) {
    policy = other;
    return this;
  }

  /** Alerts are held back from now on, or not any more. */
  public Fold holding(boolean held) {
    assessor = new Assessor(held);
    return this;
  }

  /** Judges by other rules as of a moment, as a publication does. */
  public Fold switchTo(HealthPolicy other, Instant moment, Set<String> newRules) {
    HealthPolicy before = policy;
    List<AlertRule> former = policy.rules();
    policy = other;
    RuleChange change =
        new RuleChange(
            newRules,
            id ->
                former.stream()
                    .filter(rule -> rule.id().equals(id))
                    .map(FormerRule::of)
                    .findFirst()
                    .orElse(null));
    last = assessor.switched(state, moment, before, policy, change);
    state = last.after();
    last.change().ifPresent(changes::add);
    alerts.addAll(last.alerts());
    return this;
  }

  /** What is known now. */
  public AccountState state() {
    return state;
  }

  /** What the last signal did. */
  public Assessment last() {
    return last;
  }

  /** Outcomes so far. */
  public List<Outcome> outcomes() {
    return outcomes;
  }

  /** Changes told so far. */
  public List<ScoreChange> changes() {
    return changes;
  }

  /** The change told last. */
  public ScoreChange lastChange() {
    return changes.get(changes.size() - 1);
  }

  /** Alert steps told so far. */
  public List<Alert> alerts() {
    return alerts;
  }
}
