package dev.customerhealth.state;

import dev.customerhealth.domain.portfolio.Tally;

/** How sums of the book are written: ascending codes by their distances, each with its sum. */
final class TallySection {
  /** More than there are codes. */
  private static final int MOST = 1_000_000;

  /** Sums of a place with its name: a score or two of small numbers. */
  static final int LIKELY_BYTES = 160;

  private TallySection() {}

  static void write(ByteWriter out, Tally tally) {
    out.varint(tally.size());
    int last = 0;
    for (int i = 0; i < tally.size(); i++) {
      out.varint(tally.code(i) - last);
      out.zigzag(tally.sum(i));
      last = tally.code(i);
    }
  }

  static Tally read(ByteReader in) {
    Tally tally = new Tally();
    int size = in.upTo(MOST, "sums");
    int code = 0;
    for (int i = 0; i < size; i++) {
      code += in.upTo(Integer.MAX_VALUE - code, "a code");
      tally.add(code, in.zigzag());
    }
    return tally;
  }
}
