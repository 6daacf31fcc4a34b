package dev.customerhealth.domain.scoring;

import java.util.List;

/**
 * What a score compared the account with.
 *
 * @param version of the table of peers; {@link Peers#NO_VERSION} when there was none
 * @param ranks where the account stands by each measure that was compared, in the model's order
 */
public record AppliedPeers(int version, List<Rank> ranks) {

  public AppliedPeers {
    ranks = List.copyOf(ranks);
  }

  /**
   * A place among peers.
   *
   * @param measureId the measure
   * @param group with whom it was compared
   * @param percentile place among them, 0 for the lowest value to 100 for the highest; those who
   *     share a value share the middle of the places they fill
   */
  public record Rank(String measureId, PeerGroup group, double percentile) {}
}
