package dev.customerhealth.publication;

import dev.customerhealth.avro.CauseShare;
import dev.customerhealth.avro.ChangeCause;
import dev.customerhealth.avro.Driver;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.ScoreStatus;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.domain.scoring.ScoreChange;
import java.util.ArrayList;
import java.util.List;

/** Score changes as records of health-score-changes. */
public final class PublishedChanges {

  private PublishedChanges() {}

  /**
   * The record of a change.
   *
   * @param accountId the account
   * @param change what moved
   * @param profile who the account is; null when not known
   * @param causeTopic topic of the event that moved it; null when no event did
   */
  public static HealthScoreChange of(
      String accountId, ScoreChange change, AccountProfile profile, String causeTopic) {
    HealthScore to = change.to();
    ScoreStatus fromStatus = PublishedScores.status(change.fromStatus());
    boolean scoredBefore = fromStatus == ScoreStatus.SCORED;
    return HealthScoreChange.newBuilder()
        .setAccountId(accountId)
        .setSequence(change.sequence())
        .setChangedAt(change.changedAt())
        .setFromStatus(fromStatus)
        .setToStatus(PublishedScores.status(to.status()))
        .setFromScore(scoredBefore ? Points.asDouble(change.fromScore()) : null)
        .setToScore(to.scored() ? Points.asDouble(to.score()) : null)
        .setFromBand(change.fromBandId())
        .setToBand(to.scored() ? to.band().id() : null)
        .setFromCoverage(change.fromCoverage())
        .setToCoverage(to.coverage())
        .setPoints(Points.asDouble(change.points()))
        .setCause(cause(change.cause()))
        .setCauseEventId(change.causeEventId())
        .setCauseTopic(change.causeEventId() == null ? null : causeTopic)
        .setDrivers(drivers(change.drivers()))
        .setCauses(causes(change.causes()))
        .setModelId(to.modelId())
        .setModelVersion(to.modelVersion())
        .setModelRule(to.modelRule())
        .setFromModelId(change.fromModelId())
        .setFromModelVersion(change.fromModelId() == null ? null : change.fromModelVersion())
        .setFromPeersVersion(version(change.fromPeersVersion()))
        .setPeersVersion(to.peers() == null ? null : version(to.peers().version()))
        .setAccountName(profile == null ? null : profile.name())
        .setCsmId(profile == null ? null : profile.csmId())
        .setOverrideBefore(PublishedOverrides.of(change.overrideBefore()))
        .setOverrideAfter(PublishedOverrides.of(to.override()))
        .build();
  }

  static List<Driver> drivers(List<dev.customerhealth.domain.scoring.Driver> drivers) {
    List<Driver> published = new ArrayList<>(drivers.size());
    for (dev.customerhealth.domain.scoring.Driver driver : drivers) {
      published.add(
          new Driver(
              driver.measureId(),
              driver.componentId(),
              Points.asDouble(driver.points()),
              Numbers.orNull(driver.valueBefore()),
              Numbers.orNull(driver.valueAfter())));
    }
    return published;
  }

  private static List<CauseShare> causes(
      List<dev.customerhealth.domain.scoring.CauseShare> causes) {
    List<CauseShare> published = new ArrayList<>(causes.size());
    for (dev.customerhealth.domain.scoring.CauseShare share : causes) {
      published.add(
          CauseShare.newBuilder()
              .setCause(cause(share.cause()))
              .setPoints(Points.asDouble(share.points()))
              .setDrivers(drivers(share.drivers()))
              .build());
    }
    return published;
  }

  private static Integer version(int ofPeers) {
    return ofPeers == Peers.NO_VERSION ? null : ofPeers;
  }

  private static ChangeCause cause(dev.customerhealth.domain.scoring.ChangeCause cause) {
    return switch (cause) {
      case EARLIER -> ChangeCause.EARLIER;
      case EVENT -> ChangeCause.EVENT;
      case TIME_PASSED -> ChangeCause.TIME_PASSED;
      case FACT_CHANGED -> ChangeCause.FACT_CHANGED;
      case MODEL_CHANGED -> ChangeCause.MODEL_CHANGED;
      case OVERRIDE -> ChangeCause.OVERRIDE;
    };
  }
}
