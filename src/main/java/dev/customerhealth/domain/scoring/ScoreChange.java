package dev.customerhealth.domain.scoring;

import java.time.Instant;
import java.util.List;

/**
 * A score moved: its rounded value, its band or its status is not what was last told.
 *
 * @param sequence number of this change within the account, from 1
 * @param changedAt business time of the change
 * @param fromStatus status last told; INSUFFICIENT_DATA before the first score
 * @param fromScore score last told, in thousandths; 0 without a score
 * @param fromBandId band last told; null without a score
 * @param fromCoverage coverage last told, 0 to 1
 * @param fromModelId model that made the score last told; null when nothing was ever told
 * @param fromModelVersion version of that model
 * @param fromPeersVersion version of the table of peers it compared with; {@link Peers#NO_VERSION}
 *     when it did not, or there was none
 * @param to the score now
 * @param cause why it moved now
 * @param causeEventId the event that moved it; null when none did
 * @param drivers measures whose contribution changed, the largest first; their points add up to
 *     {@link #points()} exactly
 * @param causes the same points split by cause, in the order in which they came about: the model,
 *     or what was too small to be told; then time; then the event or fact. Causes that moved no
 *     measure are left out
 * @param overrideBefore what people were shown instead before, under the present model; null for
 *     the score itself. What they are shown instead now is in {@link #to()}
 */
public record ScoreChange(
    long sequence,
    Instant changedAt,
    ScoreStatus fromStatus,
    int fromScore,
    String fromBandId,
    double fromCoverage,
    String fromModelId,
    int fromModelVersion,
    int fromPeersVersion,
    HealthScore to,
    ChangeCause cause,
    String causeEventId,
    List<Driver> drivers,
    List<CauseShare> causes,
    AppliedOverride overrideBefore) {

  /** A change before which the score compared with nobody and nothing was set beside it. */
  public ScoreChange(
      long sequence,
      Instant changedAt,
      ScoreStatus fromStatus,
      int fromScore,
      String fromBandId,
      double fromCoverage,
      String fromModelId,
      int fromModelVersion,
      HealthScore to,
      ChangeCause cause,
      String causeEventId,
      List<Driver> drivers,
      List<CauseShare> causes) {
    this(
        sequence,
        changedAt,
        fromStatus,
        fromScore,
        fromBandId,
        fromCoverage,
        fromModelId,
        fromModelVersion,
        Peers.NO_VERSION,
        to,
        cause,
        causeEventId,
        drivers,
        causes,
        null);
  }

  /** Points gained or lost in thousandths, a missing score counting as 0. */
  public int points() {
    return to.score() - fromScore;
  }
}
