package dev.customerhealth.publication;

import dev.customerhealth.avro.ParentHealthScore;
import dev.customerhealth.avro.RevenueWeighting;
import dev.customerhealth.domain.parent.ParentScore;
import dev.customerhealth.domain.scoring.Points;
import java.math.BigInteger;
import java.time.Instant;

/** The roll-up of a parent as it is told. */
public final class PublishedParents {
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private PublishedParents() {}

  /** The record; a revenue beyond 64 bits is told as the largest there is. */
  public static ParentHealthScore of(String parentId, ParentScore score) {
    return ParentHealthScore.newBuilder()
        .setParentAccountId(parentId)
        .setAsOf(Instant.ofEpochMilli(score.asOfMillis()))
        .setChildren(score.children())
        .setScoredChildren(score.scored())
        .setMeanScore(points(score.mean()))
        .setWorstScore(score.worst() == null ? null : points(score.worst().score()))
        .setWorstAccountId(score.worst() == null ? null : score.worst().accountId())
        .setArrWeightedScore(points(score.weighted()))
        .setWeighting(weighting(score.weighting()))
        .setWeightedChildren(score.weightedChildren())
        .setArrMinor(
            score.revenueMinor() == null ? null : score.revenueMinor().min(MOST).longValue())
        .setCurrency(score.currency())
        .build();
  }

  private static Double points(Integer thousandths) {
    return thousandths == null ? null : Points.asDouble(thousandths);
  }

  private static RevenueWeighting weighting(
      dev.customerhealth.domain.parent.RevenueWeighting weighting) {
    return switch (weighting) {
      case WEIGHTED -> RevenueWeighting.WEIGHTED;
      case NO_REVENUE -> RevenueWeighting.NO_REVENUE;
      case MIXED_CURRENCIES -> RevenueWeighting.MIXED_CURRENCIES;
    };
  }
}
