package dev.customerhealth.domain.parent;

/**
 * The child with the lowest score.
 *
 * @param accountId the child
 * @param score its score in thousandths of a point
 */
public record WorstChild(String accountId, int score) {

  /** The child as a candidate; null when it has no score. */
  public static WorstChild candidate(String accountId, ChildStanding standing) {
    return standing != null && standing.scored()
        ? new WorstChild(accountId, standing.score())
        : null;
  }

  /** The worse of two, either of which may be null; of equal scores the first by id. */
  public static WorstChild worse(WorstChild one, WorstChild other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    if (one.score != other.score) {
      return one.score < other.score ? one : other;
    }
    return one.accountId.compareTo(other.accountId) <= 0 ? one : other;
  }
}
