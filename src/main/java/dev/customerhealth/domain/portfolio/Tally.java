package dev.customerhealth.domain.portfolio;

import java.util.Arrays;

/**
 * Sums of whole numbers, each under a code of {@link Field}. Adding what an account counts and
 * later subtracting the same leaves exactly what was there before, in any order; that is all the
 * book relies on. What is zero is not kept, so equal sums are equal tallies. Not thread safe.
 */
public final class Tally {
  private int[] codes = new int[8];
  private long[] sums = new long[8];
  private int size;

  /** Sums that are all zero. */
  public Tally() {}

  /** The same sums, on their own. */
  public Tally copy() {
    Tally copy = new Tally();
    copy.codes = Arrays.copyOf(codes, Math.max(1, size));
    copy.sums = Arrays.copyOf(sums, Math.max(1, size));
    copy.size = size;
    return copy;
  }

  /** A sum; 0 where nothing was added. */
  public long get(Field field) {
    return get(field.code());
  }

  /** One sum of a field that has several. */
  public long get(Field field, int index) {
    return get(field.code(index));
  }

  /** The sum under a code. */
  public long get(int code) {
    int at = Arrays.binarySearch(codes, 0, size, code);
    return at < 0 ? 0 : sums[at];
  }

  /**
   * Adds to a sum.
   *
   * @throws ArithmeticException when the sum does not fit into 64 bits
   */
  public Tally add(Field field, long amount) {
    return add(field.code(), amount);
  }

  /** Adds to one sum of a field that has several. */
  public Tally add(Field field, int index, long amount) {
    return add(field.code(index), amount);
  }

  /** Adds to the sum under a code. */
  public Tally add(int code, long amount) {
    if (amount == 0) {
      return this;
    }
    int at = Arrays.binarySearch(codes, 0, size, code);
    if (at < 0) {
      insert(-at - 1, code, amount);
      return this;
    }
    increase(at, amount);
    return this;
  }

  private void increase(int at, long amount) {
    sums[at] = Math.addExact(sums[at], amount);
    if (sums[at] == 0) {
      remove(at);
    }
  }

  /** Adds all sums of another. */
  public Tally plus(Tally other) {
    int from = 0;
    for (int i = 0; i < other.size; i++) {
      // Codes ascend: what comes next is not among those passed.
      int at = Arrays.binarySearch(codes, from, size, other.codes[i]);
      if (at < 0) {
        from = -at - 1;
        insert(from, other.codes[i], other.sums[i]);
      } else {
        from = at;
        increase(at, other.sums[i]);
      }
    }
    return this;
  }

  /** Subtracts all sums of another. */
  public Tally minus(Tally other) {
    for (int i = 0; i < other.size; i++) {
      add(other.codes[i], Math.negateExact(other.sums[i]));
    }
    return this;
  }

  /** Sums that are not zero. */
  public int size() {
    return size;
  }

  /** Whether every sum is zero. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Whether money of some account could not be converted: sums of money lack it. */
  boolean isMixed() {
    return size > 0 && codes[size - 1] >= Field.WITHOUT_RATE.code();
  }

  /** The code at an index, ascending. */
  public int code(int index) {
    return codes[index];
  }

  /** The sum at an index. */
  public long sum(int index) {
    return sums[index];
  }

  private void insert(int at, int code, long amount) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, size * 2);
      sums = Arrays.copyOf(sums, size * 2);
    }
    System.arraycopy(codes, at, codes, at + 1, size - at);
    System.arraycopy(sums, at, sums, at + 1, size - at);
    codes[at] = code;
    sums[at] = amount;
    size++;
  }

  private void remove(int at) {
    System.arraycopy(codes, at + 1, codes, at, size - at - 1);
    System.arraycopy(sums, at + 1, sums, at, size - at - 1);
    size--;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tally that
        && Arrays.equals(codes, 0, size, that.codes, 0, that.size)
        && Arrays.equals(sums, 0, size, that.sums, 0, that.size);
  }

  @Override
  public int hashCode() {
    int hash = size;
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + codes[i] + Long.hashCode(sums[i]);
    }
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Tally{");
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ", ").append(Field.name(codes[i])).append('=').append(sums[i]);
    }
    return text.append('}').toString();
  }
}
