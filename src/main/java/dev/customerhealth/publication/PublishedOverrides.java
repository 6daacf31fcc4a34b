package dev.customerhealth.publication;

import dev.customerhealth.avro.ScoreOverride;
import dev.customerhealth.domain.account.StandingOverride;
import dev.customerhealth.domain.scoring.AppliedOverride;
import dev.customerhealth.domain.scoring.Points;
import java.time.Instant;

/** What persons set beside a score, as part of other records. */
final class PublishedOverrides {

  private PublishedOverrides() {}

  /** The override as it is told; null for none. */
  static ScoreOverride of(AppliedOverride override) {
    if (override == null) {
      return null;
    }
    StandingOverride given = override.given();
    return ScoreOverride.newBuilder()
        .setScore(given.ofScore() ? Points.asDouble(given.score()) : null)
        .setBandId(override.bandId())
        .setBandLabel(override.band() == null ? null : override.band().label())
        .setBandRole(override.band() == null ? null : PublishedScores.role(override.band().role()))
        .setSetBy(given.by())
        .setReason(given.reason())
        .setSetAt(Instant.ofEpochMilli(given.setAtMillis()))
        .setExpiresAt(Instant.ofEpochMilli(given.untilMillis()))
        .setCommandId(given.commandId())
        .build();
  }
}
