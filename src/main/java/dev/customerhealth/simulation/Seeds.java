package dev.customerhealth.simulation;

import java.util.SplittableRandom;

/** Independent random sources from one seed, so that one account's day never shifts another's. */
final class Seeds {
  private Seeds() {}

  /** The source for one purpose of one account on one day. */
  static SplittableRandom of(long seed, long account, long day) {
    return new SplittableRandom(
        mix(mix(seed + 0x9E3779B97F4A7C15L) ^ mix(account) ^ mix(day << 21)));
  }

  /** SplitMix64's finaliser: neighbouring inputs give unrelated outputs. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
