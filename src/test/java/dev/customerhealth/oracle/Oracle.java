package dev.customerhealth.oracle;

import dev.customerhealth.domain.signal.ProfileRemoved;
import dev.customerhealth.domain.signal.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Foretells what the service must say about a history of any number of accounts.
 *
 * <p>It remembers every event id for ever; the service remembers those of at least the last 16
 * events of an account. A history to compare on repeats an event within that reach.
 */
public final class Oracle {
  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private Instant switchAt;
  private Map<String, Integer> switchTo = Map.of();

  /** An oracle with the given faults, usually none. */
  public Oracle(Fault... faults) {
    this.faults.addAll(List.of(faults));
  }

  /** From this moment on the model has other weights. */
  public Oracle switching(Instant moment, Map<String, Integer> weights) {
    switchAt = moment;
    switchTo = Map.copyOf(weights);
    return this;
  }

  private void passSwitch(OracleAccount account, Instant occurredAt) {
    if (switchAt != null) {
      account.passSwitch(switchAt, switchTo, occurredAt);
    }
  }

  /** Everything that must come of a history, told in order of arrival in one partition. */
  public Seen foretell(List<Given> history) {
    Map<String, OracleAccount> accounts = new TreeMap<>();
    List<String> outcomes = new ArrayList<>();
    Instant clock = null;
    for (Given given : history) {
      if (given.tick() != null) {
        clock = clock == null || given.tick().isAfter(clock) ? given.tick() : clock;
        for (OracleAccount account : accounts.values()) {
          account.clock(clock);
          passSwitch(account, null);
          account.look();
        }
      } else {
        Signal signal = given.signal();
        OracleAccount account =
            accounts.computeIfAbsent(signal.accountId(), id -> new OracleAccount(id, faults));
        if (clock != null) {
          account.clock(clock);
        }
        passSwitch(account, signal instanceof ProfileRemoved ? null : signal.occurredAt());
        outcomes.add(signal.accept(account));
      }
    }
    List<SeenChange> changes = new ArrayList<>();
    List<SeenAlert> alerts = new ArrayList<>();
    Map<String, Integer> finalScores = new TreeMap<>();
    accounts.forEach(
        (id, account) -> {
          changes.addAll(account.changes());
          alerts.addAll(account.alerts());
          if (account.told().scored()) {
            finalScores.put(id, account.told().total());
          }
        });
    return new Seen(outcomes, changes, alerts, finalScores);
  }
}
