package dev.customerhealth.publication;

import dev.customerhealth.avro.AppliedCap;
import dev.customerhealth.avro.AppliedPeers;
import dev.customerhealth.avro.BandRole;
import dev.customerhealth.avro.ComponentScore;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.MeasureMark;
import dev.customerhealth.avro.MeasureScore;
import dev.customerhealth.avro.PeerRank;
import dev.customerhealth.avro.ScoreStatus;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.scoring.Band;
import dev.customerhealth.domain.scoring.Mark;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.Points;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Current scores as records of health-scores. */
public final class PublishedScores {

  private PublishedScores() {}

  /**
   * The record of a score.
   *
   * @param accountId the account
   * @param score its score
   * @param profile who the account is; null when not known
   */
  public static HealthScore of(
      String accountId,
      dev.customerhealth.domain.scoring.HealthScore score,
      AccountProfile profile) {
    return of(accountId, score, profile, null);
  }

  /**
   * The same of a score that may say more of the data than of the customer.
   *
   * @param degradedBy why; null when it does not
   */
  public static HealthScore of(
      String accountId,
      dev.customerhealth.domain.scoring.HealthScore score,
      AccountProfile profile,
      String degradedBy) {
    Band band = score.scored() ? score.band() : null;
    return HealthScore.newBuilder()
        .setAccountId(accountId)
        .setAsOf(score.asOf())
        .setStatus(status(score.status()))
        .setScore(score.scored() ? Points.asDouble(score.score()) : null)
        .setBandId(band == null ? null : band.id())
        .setBandLabel(band == null ? null : band.label())
        .setBandRole(band == null ? null : role(band.role()))
        .setCoverage(score.coverage())
        .setModelId(score.modelId())
        .setModelVersion(score.modelVersion())
        .setAccountName(profile == null ? null : profile.name())
        .setSegment(profile == null ? null : profile.segment())
        .setCsmId(profile == null ? null : profile.csmId())
        .setComponents(components(score.measures()))
        .setModelRule(score.modelRule())
        .setCap(cap(score.cap()))
        .setPeers(peers(score.peers()))
        .setOverride(PublishedOverrides.of(score.override()))
        .setDegradedBy(degradedBy)
        .build();
  }

  static ScoreStatus status(dev.customerhealth.domain.scoring.ScoreStatus status) {
    return switch (status) {
      case SCORED -> ScoreStatus.SCORED;
      case INSUFFICIENT_DATA -> ScoreStatus.INSUFFICIENT_DATA;
    };
  }

  static BandRole role(dev.customerhealth.domain.scoring.BandRole role) {
    return switch (role) {
      case GROW -> BandRole.GROW;
      case MONITOR -> BandRole.MONITOR;
      case INTERVENE -> BandRole.INTERVENE;
      case ESCALATE -> BandRole.ESCALATE;
    };
  }

  private static List<ComponentScore> components(
      List<dev.customerhealth.domain.scoring.MeasureScore> measures) {
    Map<String, List<dev.customerhealth.domain.scoring.MeasureScore>> byComponent =
        new LinkedHashMap<>();
    for (dev.customerhealth.domain.scoring.MeasureScore measure : measures) {
      byComponent.computeIfAbsent(measure.componentId(), id -> new ArrayList<>()).add(measure);
    }
    List<ComponentScore> components = new ArrayList<>(byComponent.size());
    byComponent.forEach((id, own) -> components.add(component(id, own)));
    return components;
  }

  private static ComponentScore component(
      String id, List<dev.customerhealth.domain.scoring.MeasureScore> measures) {
    double weight = 0;
    double effectiveWeight = 0;
    double weightedScore = 0;
    long contribution = 0;
    List<MeasureScore> published = new ArrayList<>(measures.size());
    for (dev.customerhealth.domain.scoring.MeasureScore measure : measures) {
      weight += measure.weight();
      contribution += measure.contribution();
      if (measure.counted()) {
        effectiveWeight += measure.effectiveWeight();
        weightedScore += measure.effectiveWeight() * measure.score();
      }
      published.add(measure(measure));
    }
    return new ComponentScore(
        id,
        weight,
        effectiveWeight,
        effectiveWeight > 0 ? weightedScore / effectiveWeight : null,
        Points.asDouble(contribution),
        published);
  }

  /** Without the builder, which checks and copies: most of what is told are these. */
  private static MeasureScore measure(dev.customerhealth.domain.scoring.MeasureScore measure) {
    return new MeasureScore(
        measure.measureId(),
        measure.windowDays(),
        Numbers.orNull(measure.value()),
        Numbers.orNull(measure.score()),
        measure.weight(),
        measure.effectiveWeight(),
        Points.asDouble(measure.contribution()),
        measure.answerAgeDays() < 0 ? null : measure.answerAgeDays(),
        mark(measure.mark()),
        measure.factAgeDays() < 0 ? null : measure.factAgeDays(),
        measure.capped(),
        measure.assumedPlanFeatures() == 0 ? null : measure.assumedPlanFeatures());
  }

  private static MeasureMark mark(Mark mark) {
    return switch (mark) {
      case COUNTED -> MeasureMark.COUNTED;
      case MISSING -> MeasureMark.MISSING;
      case STALE -> MeasureMark.STALE;
      case EXPIRED -> MeasureMark.EXPIRED;
      case IN_GRACE -> MeasureMark.IN_GRACE;
      case NO_PEERS -> MeasureMark.NO_PEERS;
    };
  }

  private static AppliedPeers peers(dev.customerhealth.domain.scoring.AppliedPeers peers) {
    return peers == null
        ? null
        : AppliedPeers.newBuilder()
            .setVersion(peers.version() == Peers.NO_VERSION ? null : peers.version())
            .setRanks(
                peers.ranks().stream()
                    .map(
                        rank ->
                            new PeerRank(
                                rank.measureId(),
                                rank.group().segment(),
                                rank.group().accounts(),
                                rank.percentile()))
                    .toList())
            .build();
  }

  private static AppliedCap cap(dev.customerhealth.domain.scoring.AppliedCap cap) {
    return cap == null
        ? null
        : AppliedCap.newBuilder()
            .setId(cap.id())
            .setLabel(cap.label())
            .setMeasure(cap.measure().id())
            .setWindowDays(cap.measure().windowDays())
            .setValue(cap.value())
            .setLimit(Points.asDouble(cap.limit()))
            .setPoints(Points.asDouble(cap.points()))
            .build();
  }
}
