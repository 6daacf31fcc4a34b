package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.publication.ModelNotice.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedRuleIdsTest {

  private static ModelNotice notice(Kind kind, int version, String text) {
    return new ModelNotice(
        kind, "alert-rules", version, "d", text, Instant.EPOCH, Instant.EPOCH, null, null);
  }

  private static String rules(int version, String rule, String off) {
    return """
    version: %d
    rules:
      - {id: %s, label: L, severity: info, when: {score: {below: 50, resolved-at: 60}}}
      - {id: %s, label: L, severity: info, enabled: false, when: {score: {below: 5, resolved-at: 6}}}
    """
        .formatted(version, rule, off);
  }

  @Test
  void only_the_rules_published_last_are_named_and_of_them_those_that_are_on() {
    assertThat(
            PublishedRuleIds.latest(
                List.of(
                    notice(Kind.ALERT_RULES, 1, rules(1, "given-up", "x")),
                    notice(Kind.ALERT_RULES, 2, rules(2, "low", "idle")),
                    notice(Kind.PEERS, 3, rules(3, "of-peers", "idle")))))
        .containsExactly("low");
  }

  @Test
  void text_that_cannot_be_read_changes_nothing() {
    assertThat(
            PublishedRuleIds.latest(
                List.of(
                    notice(Kind.ALERT_RULES, 1, rules(1, "low", "idle")),
                    notice(Kind.ALERT_RULES, 2, "rules: [nonsense"))))
        .containsExactly("low");
  }
}
