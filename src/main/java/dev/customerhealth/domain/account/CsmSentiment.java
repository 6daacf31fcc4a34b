package dev.customerhealth.domain.account;

/**
 * How the CSM judges the account.
 *
 * @param thousandths 0 (worst) to 1000 (best)
 * @param atMillis when it was judged
 */
public record CsmSentiment(int thousandths, long atMillis) {

  /** Whether this judgement stands against the other: the later one, of the same time the worse. */
  boolean standsAgainst(CsmSentiment other) {
    return other == null
        || atMillis > other.atMillis
        || (atMillis == other.atMillis && thousandths < other.thousandths);
  }
}
