package dev.customerhealth.runtime;

import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.scoring.ModelContent;
import dev.customerhealth.publication.ModelNotice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration says of alert rules, held against what it said when a service last
 * started. Remembered is a digest of every rule that is on: enough to say which of them changed.
 */
final class ConfiguredAlertRules {

  private final Map<String, String> digests = new LinkedHashMap<>();

  /** Those that are on, in their order. */
  ConfiguredAlertRules(List<AlertRule> rules) {
    // How a rule reads may change with the service: then it is recorded once more, no harm done.
    rules.forEach(
        rule -> digests.put(rule.id(), ModelContent.digest(Map.of("rule", rule.toString()))));
  }

  /**
   * What to record and remember; empty when nothing changed.
   *
   * @param known what was remembered last; null when nothing was
   * @param judging whether they judge from now on; else published ones go before them
   */
  Optional<PublishedModels.Configured> since(ModelNotice known, boolean judging, Instant now) {
    String text = text();
    String digest = ModelContent.digest(Map.of("rules", text));
    if (known != null && known.digest().equals(digest)) {
      return Optional.empty();
    }
    int version = known == null ? 1 : known.version() + 1;
    return Optional.of(
        new PublishedModels.Configured(
            new ModelNotice(
                ModelNotice.Kind.CONFIGURED,
                ModelNotice.CONFIGURED_ALERT_RULES,
                version,
                digest,
                text,
                now,
                now,
                null,
                null),
            judging,
            known == null ? null : "those configured before",
            differences(known)));
  }

  /** A line per rule: its id and its digest. */
  private String text() {
    StringBuilder text = new StringBuilder();
    digests.forEach((id, digest) -> text.append(id).append(' ').append(digest).append('\n'));
    return text.toString();
  }

  private String differences(ModelNotice known) {
    Map<String, String> before = new LinkedHashMap<>();
    if (known != null && known.text() != null) {
      known
          .text()
          .lines()
          .map(line -> line.split(" ", 2))
          .filter(parts -> parts.length == 2)
          .forEach(parts -> before.put(parts[0], parts[1]));
    }
    List<String> on = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    digests.forEach(
        (id, digest) -> {
          String was = before.remove(id);
          if (was == null) {
            on.add(id);
          } else if (!was.equals(digest)) {
            changed.add(id);
          }
        });
    List<String> said = new ArrayList<>();
    add(said, "on: ", on);
    add(said, "changed: ", changed);
    add(said, "off: ", List.copyOf(before.keySet()));
    return said.isEmpty() ? "none is on, or another order" : String.join("; ", said);
  }

  private static void add(List<String> said, String what, List<String> ids) {
    if (!ids.isEmpty()) {
      said.add(what + String.join(", ", ids));
    }
  }
}
