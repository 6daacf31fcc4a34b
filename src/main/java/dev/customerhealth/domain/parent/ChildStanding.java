package dev.customerhealth.domain.parent;

/**
 * What an account adds to its parent.
 *
 * @param asOfMillis business time it holds for, in milliseconds since 1970 UTC
 * @param scored whether the account has a score
 * @param score the score last told, in thousandths of a point; 0 without one
 * @param arrMinor annual recurring revenue in minor units; 0 when not told, never negative
 * @param currency of the revenue; null when not told
 */
public record ChildStanding(
    long asOfMillis, boolean scored, int score, long arrMinor, String currency) {

  /** Whether its score can be weighted by its revenue. */
  boolean weighable() {
    return scored && arrMinor > 0 && currency != null;
  }
}
