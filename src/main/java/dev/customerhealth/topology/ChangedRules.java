package dev.customerhealth.topology;

import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.FormerRule;
import dev.customerhealth.domain.alerting.RuleChange;
import dev.customerhealth.domain.scoring.ModelContent;
import dev.customerhealth.state.FormerRulesCodec;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the configured alert rules ask otherwise than before the last start, until every account of
 * the partition has been asked anew. A change of configuration raises no alert of what is so
 * already: without this a lower bar would tell of falls of long ago, all at once (R46).
 *
 * <p>The partition keeps a digest of what each rule asked, and the names and severities of all it
 * ever had, beside the published models. Not thread safe; one per task.
 */
final class ChangedRules {

  private static final String ASKED = "configured-rules/asked";
  private static final String CHANGED = "configured-rules/changed";
  private static final String POSITION = "configured-rules/position";
  private static final String KNOWN = "configured-rules/known";

  private final KeyValueStore<String, byte[]> store;
  private final Map<String, String> asked = new TreeMap<>();
  private final Map<String, FormerRule> configured = new TreeMap<>();
  private final Map<String, FormerRule> known;
  private Set<String> changed;

  /**
   * The change of a task, as it was when it stopped.
   *
   * @param store of the published models
   * @param configured the rules of the configuration
   */
  ChangedRules(KeyValueStore<String, byte[]> store, Collection<AlertRule> configured) {
    this.store = store;
    configured.forEach(
        rule -> {
          asked.put(rule.id(), ModelContent.digest(Map.of("asks", rule.asks())));
          this.configured.put(rule.id(), FormerRule.of(rule));
        });
    this.known = FormerRulesCodec.decode(store.get(KNOWN));
    this.changed = Set.copyOf(lines(CHANGED));
  }

  /**
   * Notes what the rules ask now, before the first record is worked off.
   *
   * @param judging whether they are in force; else published ones are, and nothing changes
   */
  void note(boolean judging) {
    remember();
    List<String> now =
        asked.entrySet().stream().map(rule -> rule.getKey() + " " + rule.getValue()).toList();
    byte[] known = store.get(ASKED);
    List<String> before = lines(ASKED);
    if (known != null && before.equals(now)) {
      return;
    }
    put(ASKED, now);
    if (known == null || !judging) {
      return;
    }
    Set<String> all = new TreeSet<>(changed);
    all.addAll(idsOfOthers(now, before));
    // A rule that is gone too: its open alerts go with it.
    all.addAll(idsOfOthers(before, now));
    changed = Set.copyOf(all);
    put(CHANGED, all);
    store.delete(POSITION);
  }

  /** A rule that is gone is remembered: its alerts are withdrawn under the name they were told. */
  private void remember() {
    Map<String, FormerRule> before = Map.copyOf(known);
    known.putAll(configured);
    if (!known.equals(before)) {
      store.put(KNOWN, FormerRulesCodec.encode(known.values()));
    }
  }

  private static List<String> idsOfOthers(List<String> lines, List<String> than) {
    return lines.stream()
        .filter(line -> !than.contains(line))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  /** Whether there are accounts that have not been asked anew. */
  boolean areComing() {
    return !changed.isEmpty();
  }

  /** Ids of the rules that ask something else, were not there, or are gone. */
  Set<String> ids() {
    return changed;
  }

  /** How the rules differ from those that accounts were asked before. */
  RuleChange change() {
    return new RuleChange(changed, known::get);
  }

  /** A change of published rules, which may leave behind alerts of rules configured before. */
  RuleChange alsoKnowing(RuleChange change) {
    return change.orKnownTo(known::get);
  }

  /** The last account that was asked anew; empty text when none was. */
  String position() {
    byte[] position = store.get(POSITION);
    return position == null ? "" : new String(position, StandardCharsets.UTF_8);
  }

  /** The accounts up to this one have been asked anew. */
  void reached(String accountId) {
    store.put(POSITION, accountId.getBytes(StandardCharsets.UTF_8));
  }

  /** All have. */
  void settled() {
    changed = Set.of();
    store.delete(CHANGED);
    store.delete(POSITION);
  }

  private List<String> lines(String key) {
    byte[] kept = store.get(key);
    return kept == null ? List.of() : new String(kept, StandardCharsets.UTF_8).lines().toList();
  }

  private void put(String key, Collection<String> lines) {
    store.put(
        key, lines.stream().collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8));
  }
}
