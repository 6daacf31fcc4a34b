package dev.customerhealth.command;

import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.AlertScope;
import dev.customerhealth.runtime.StartRefusedException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which open alerts a change of rules takes back: those of rules that are gone, and those of
 * accounts that their rule is not about any more. Topics are read only where an answer needs them.
 */
final class WithdrawnAlerts {

  private final ModelInstallation installation;
  private int unreadable;

  /**
   * Open alerts of a rule.
   *
   * @param open how many there are
   * @param withdrawn how many of them are taken back
   */
  record Count(int open, int withdrawn) {}

  WithdrawnAlerts(ModelInstallation installation) {
    this.installation = installation;
  }

  /** Profiles of accounts with open alerts that cannot be read, which the service goes without. */
  int unreadable() {
    return unreadable;
  }

  /**
   * By rule; a rule that has no open alert is not there.
   *
   * @param before rules in force
   * @param after rules in force from then on, those that are on
   * @param at business time of the change
   */
  Map<String, Count> of(List<AlertRule> before, List<AlertRule> after, Instant at)
      throws StartRefusedException {
    Map<String, AlertScope> scopes =
        after.stream().collect(Collectors.toMap(AlertRule::id, AlertRule::scope));
    Set<String> asked = new HashSet<>();
    for (AlertRule rule : before) {
      AlertScope scope = scopes.get(rule.id());
      if (scope == null || (!scope.equals(rule.scope()) && !scope.isAll())) {
        asked.add(rule.id());
      }
    }
    if (asked.isEmpty()) {
      return Map.of();
    }
    List<HealthAlert> open = open(asked);
    Set<String> accounts =
        open.stream()
            .filter(alert -> scopes.containsKey(alert.getRuleId()))
            .map(HealthAlert::getAccountId)
            .collect(Collectors.toSet());
    Predicate<HealthAlert> covered = covered(scopes, accounts, Days.of(at.toEpochMilli()));
    Map<String, Count> counts = new TreeMap<>();
    for (HealthAlert alert : open) {
      boolean goes = !scopes.containsKey(alert.getRuleId()) || !covered.test(alert);
      counts.merge(
          alert.getRuleId(),
          new Count(1, goes ? 1 : 0),
          (one, other) -> new Count(one.open + other.open, one.withdrawn + other.withdrawn));
    }
    return counts;
  }

  private List<HealthAlert> open(Set<String> rules) throws StartRefusedException {
    OpenAlerts open = new OpenAlerts();
    try (ToldRecords<HealthAlert> alerts = installation.records(Topics::healthAlerts)) {
      alerts.fromBeginning(alerts.partitions(null));
      alerts.readToEnd((account, step) -> open.take(step));
    }
    return open.steps().stream().filter(alert -> rules.contains(alert.getRuleId())).toList();
  }

  private Predicate<HealthAlert> covered(
      Map<String, AlertScope> scopes, Set<String> accounts, int day) throws StartRefusedException {
    unreadable = 0;
    if (accounts.isEmpty()) {
      return alert -> true;
    }
    Map<String, AccountProfile> profiles = new HashMap<>();
    latest(
        Topics::accountProfiles,
        accounts,
        (account, told) -> profiles.put(account, told == null ? null : profile(told)));
    Map<String, String> models = new HashMap<>();
    latest(
        Topics::healthScores,
        accounts,
        (account, told) -> models.put(account, told == null ? null : told.getModelId()));
    return alert ->
        scopes
            .get(alert.getRuleId())
            .covers(profiles.get(alert.getAccountId()), day, models.get(alert.getAccountId()));
  }

  private <V extends SpecificRecord> void latest(
      Function<Topics, Topic<V>> topic, Set<String> accounts, BiConsumer<String, V> known)
      throws StartRefusedException {
    try (ToldRecords<V> records = installation.records(topic)) {
      records.fromBeginning(records.partitions(null));
      records.readToEnd(
          (account, told) -> {
            if (accounts.contains(account)) {
              known.accept(account, told);
            }
          },
          account -> unreadable += accounts.contains(account) ? 1 : 0);
    }
  }

  /** As far as a rule may ask for it. */
  private static AccountProfile profile(dev.customerhealth.avro.AccountProfile told) {
    return new AccountProfile(
        told.getUpdatedAt(),
        told.getName(),
        told.getSegment(),
        told.getRegion(),
        told.getTier(),
        null,
        null,
        told.getContractStart(),
        null,
        null,
        null,
        null,
        0);
  }
}
