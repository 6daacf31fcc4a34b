package dev.customerhealth.domain.parent;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is known of a parent's children together. Sums of whole numbers, so that a child that joins
 * and leaves again leaves nothing behind, in any order, and a parent with thousands of children
 * costs as much per change as one with two. Only when the worst child gets better or leaves must
 * the others be looked at.
 *
 * @param asOfMillis latest business time of any news, in milliseconds since 1970 UTC
 * @param children accounts that name this parent
 * @param scored those of them with a score
 * @param scores sum of the scores, in thousandths of a point
 * @param revenues sum of the revenues of those that can be weighted, in minor units
 * @param weightedScores sum of score times revenue; may need more than 64 bits
 * @param currencies how many children that can be weighted tell their revenue in which currency
 * @param worst the child with the lowest score; null when none has one
 */
public record ParentTotals(
    long asOfMillis,
    long children,
    long scored,
    long scores,
    BigInteger revenues,
    BigInteger weightedScores,
    Map<String, Long> currencies,
    WorstChild worst) {

  /** No account names this parent, and none ever did. */
  public static final ParentTotals NONE =
      new ParentTotals(Long.MIN_VALUE, 0, 0, 0, BigInteger.ZERO, BigInteger.ZERO, Map.of(), null);

  public ParentTotals {
    currencies = Map.copyOf(currencies);
  }

  /**
   * These totals after news of a child.
   *
   * @param accountId the child
   * @param atMillis business time of the news
   * @param before how it was counted; null when it was not among the children
   * @param now how it is to be counted; null when it left
   * @param worstOfOthers finds the worst of all children but this one; null when none has a score.
   *     Asked only when it cannot be known otherwise
   */
  public ParentTotals after(
      String accountId,
      long atMillis,
      ChildStanding before,
      ChildStanding now,
      Supplier<WorstChild> worstOfOthers) {
    WorstChild candidate = WorstChild.candidate(accountId, now);
    boolean wasWorst = worst != null && worst.accountId().equals(accountId);
    boolean staysWorst = wasWorst && candidate != null && candidate.score() <= worst.score();
    WorstChild others = wasWorst ? (staysWorst ? null : worstOfOthers.get()) : worst;
    return new ParentTotals(
        Math.max(asOfMillis, atMillis),
        children + one(now != null) - one(before != null),
        scored + one(now != null && now.scored()) - one(before != null && before.scored()),
        scores + score(now) - score(before),
        revenues.add(revenue(now)).subtract(revenue(before)),
        weightedScores.add(weightedScore(now)).subtract(weightedScore(before)),
        currenciesAfter(before, now),
        WorstChild.worse(others, candidate));
  }

  /** Children whose score can be weighted by their revenue, in whatever currency. */
  long weighable() {
    return currencies.values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<String, Long> currenciesAfter(ChildStanding before, ChildStanding now) {
    Map<String, Long> counted = new HashMap<>(currencies);
    if (weighable(now)) {
      counted.merge(now.currency(), 1L, Long::sum);
    }
    if (weighable(before)) {
      counted.merge(before.currency(), -1L, Long::sum);
    }
    counted.values().removeIf(count -> count == 0);
    return counted;
  }

  private static long one(boolean counted) {
    return counted ? 1 : 0;
  }

  private static long score(ChildStanding standing) {
    return standing != null && standing.scored() ? standing.score() : 0;
  }

  private static boolean weighable(ChildStanding standing) {
    return standing != null && standing.weighable();
  }

  private static BigInteger revenue(ChildStanding standing) {
    return weighable(standing) ? BigInteger.valueOf(standing.arrMinor()) : BigInteger.ZERO;
  }

  private static BigInteger weightedScore(ChildStanding standing) {
    return revenue(standing).multiply(BigInteger.valueOf(score(standing)));
  }
}
