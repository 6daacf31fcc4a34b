package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AuditEntry;
import dev.customerhealth.avro.AuditKind;
import dev.customerhealth.avro.AuditOutcome;
import dev.customerhealth.avro.AuditSubject;
import dev.customerhealth.avro.BandRole;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.ScoreOverride;
import dev.customerhealth.avro.ScoreStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What persons set and what was recorded of it, in words. */
class OverrideTextTest {
  private static final Instant AT = Instant.parse("2026-03-15T12:00:00Z");

  private static ScoreOverride override(Double score, int days) {
    return override(score, days, "kim");
  }

  private static ScoreOverride override(Double score, int days, String setBy) {
    return new ScoreOverride(
        score,
        "healthy",
        "Healthy",
        BandRole.GROW,
        setBy,
        "They renew\u001b[2J soon.",
        AT,
        AT.plus(Duration.ofDays(days)),
        "c-1");
  }

  private static HealthScore score(String account, ScoreOverride override) {
    return HealthScore.newBuilder()
        .setAccountId(account)
        .setAsOf(AT)
        .setStatus(ScoreStatus.SCORED)
        .setScore(47.25)
        .setCoverage(0.7)
        .setModelId("M0")
        .setModelVersion(1)
        .setComponents(List.of())
        .setOverride(override)
        .build();
  }

  @Test
  void an_override_stands_in_the_explanation_beside_the_computed_score() {
    assertThat(ScoreExplanation.of(score("acme", override(85.0, 10)), List.of()))
        .contains(
            "kim set 85.0, \"Healthy\", instead on 2026-03-15 12:00 UTC, until 2026-03-25 12:00"
                + " UTC: They renew?[2J soon. The computed score goes on beside it, and alerts"
                + " follow that.");
    assertThat(ScoreExplanation.of(score("acme", override(null, 10)), List.of()))
        .contains("kim set band \"Healthy\" instead on");
  }

  @Test
  void overrides_are_listed_the_first_to_end_first() {
    assertThat(
            OverrideListCommand.table(
                List.of(score("late", override(85.0, 10)), score("soon", override(null, 1)))))
        .containsExactly(
            "account  computed  shown         until                 by   reason",
            "soon     47.3      Healthy       2026-03-16 12:00 UTC  kim  They renew?[2J soon.",
            "late     47.3      85.0 Healthy  2026-03-25 12:00 UTC  kim  They renew?[2J soon.");
    assertThat(OverrideListCommand.table(List.of())).containsExactly("no override stands");
  }

  @Test
  void reasons_stand_below_one_another_whoever_set_the_override() {
    ScoreOverride byAddress = override(85.0, 10, "jude.marsh@vendor.example");

    assertThat(
            OverrideListCommand.table(
                List.of(score("one", byAddress), score("two", override(null, 1)))))
        .extracting(line -> Math.max(line.indexOf("reason"), line.indexOf("They")))
        .containsOnly(82);
  }

  @Test
  void an_entry_of_the_audit_log_is_a_line() {
    AuditEntry.Builder entry =
        AuditEntry.newBuilder()
            .setEntryId("e")
            .setHappenedAt(AT)
            .setRecordedAt(AT)
            .setKind(AuditKind.MODEL)
            .setOutcome(AuditOutcome.ACTIVATED)
            .setSubjectType(AuditSubject.MODEL)
            .setSubjectId("M0")
            .setBefore("M0 version 1")
            .setAfter("M0 version 2");

    assertThat(AuditText.line(entry.build()))
        .isEqualTo("2026-03-15 12:00 UTC  activated  M0  model: M0 version 1 -> M0 version 2");
    assertThat(
            AuditText.line(
                entry
                    .setOutcome(AuditOutcome.REFUSED)
                    .setWho("kim")
                    .setReason("new\u001bweights ")
                    .setRefusal("weights add up to 90")
                    .build()))
        .endsWith(", by kim: new?weights [weights add up to 90]");
    assertThat(AuditText.line(entry.setRecordedAt(AT.plusSeconds(86_400)).build()))
        .as("an entry of yesterday may have been recorded today")
        .startsWith("2026-03-15 12:00 UTC")
        .endsWith(" (recorded 2026-03-16 12:00 UTC)");
  }
}
