package dev.customerhealth.domain.account;

/**
 * The 64-bit hash that stands for ids in the state: MurmurHash64A over the UTF-16 code units.
 *
 * <p>It rests in state stores, so it never changes: another hash would forget every user, feature
 * and event id that is remembered.
 */
public final class StableHash {
  private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;
  private static final long SEED = 0x5ca1ab1e0ddba11L;
  private static final int SHIFT = 47;
  private static final int CODE_UNITS_PER_BLOCK = 4;

  private StableHash() {}

  /** The hash of a text that is not null. */
  public static long of(String text) {
    int length = text.length();
    long hash = SEED ^ (2L * length * MULTIPLIER);
    int index = 0;
    for (; index + CODE_UNITS_PER_BLOCK <= length; index += CODE_UNITS_PER_BLOCK) {
      long block =
          text.charAt(index)
              | (long) text.charAt(index + 1) << 16
              | (long) text.charAt(index + 2) << 32
              | (long) text.charAt(index + 3) << 48;
      block *= MULTIPLIER;
      block ^= block >>> SHIFT;
      block *= MULTIPLIER;
      hash ^= block;
      hash *= MULTIPLIER;
    }
    if (index < length) {
      long tail = 0;
      for (int unit = length - 1; unit >= index; unit--) {
        tail = tail << 16 | text.charAt(unit);
      }
      hash ^= tail;
      hash *= MULTIPLIER;
    }
    hash ^= hash >>> SHIFT;
    hash *= MULTIPLIER;
    return hash ^ hash >>> SHIFT;
  }
}
