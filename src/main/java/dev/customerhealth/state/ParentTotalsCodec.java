package dev.customerhealth.state;

import dev.customerhealth.domain.parent.ParentTotals;
import dev.customerhealth.domain.parent.WorstChild;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/**
 * The versioned binary form of a parent's totals. Equal totals make equal bytes. Safe for use by
 * several threads.
 */
public final class ParentTotalsCodec {
  private static final int VERSION = 1;

  /** More currencies than ISO 4217 has. */
  private static final int MOST_CURRENCIES = 100_000;

  /** Encodes totals; the parent's id is the key and is not repeated. */
  public byte[] encode(ParentTotals totals) {
    ByteWriter out = new ByteWriter();
    out.oneByte(VERSION);
    out.zigzag(totals.asOfMillis());
    out.varint(totals.children());
    out.varint(totals.scored());
    out.varint(totals.scores());
    out.text(totals.revenues().toString(Character.MAX_RADIX));
    out.text(totals.weightedScores().toString(Character.MAX_RADIX));
    out.varint(totals.currencies().size());
    new TreeMap<>(totals.currencies())
        .forEach(
            (currency, count) -> {
              out.text(currency);
              out.varint(count);
            });
    out.text(totals.worst() == null ? null : totals.worst().accountId());
    out.varint(totals.worst() == null ? 0 : totals.worst().score());
    return out.toBytes();
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @param bytes null for a parent of which nothing is known
   * @throws IllegalArgumentException when the bytes are no totals
   */
  public ParentTotals decode(String parentId, byte[] bytes) {
    if (bytes == null) {
      return ParentTotals.NONE;
    }
    ByteReader in = new ByteReader(parentId, bytes);
    int version = in.oneByte();
    if (version != VERSION) {
      throw in.refused("expected version " + VERSION + ", found " + version);
    }
    long asOf = in.zigzag();
    long children = in.varint();
    long scored = in.varint();
    long scores = in.varint();
    BigInteger revenues = wholeNumber(in);
    BigInteger weightedScores = wholeNumber(in);
    Map<String, Long> currencies = new TreeMap<>();
    int size = in.upTo(MOST_CURRENCIES, "currencies");
    for (int i = 0; i < size; i++) {
      currencies.put(in.text(), in.varint());
    }
    String worst = in.text();
    int worstScore = in.upTo(Integer.MAX_VALUE, "a score");
    in.end();
    return new ParentTotals(
        asOf,
        children,
        scored,
        scores,
        revenues,
        weightedScores,
        currencies,
        worst == null ? null : new WorstChild(worst, worstScore));
  }

  private static BigInteger wholeNumber(ByteReader in) {
    String digits = in.text();
    try {
      return new BigInteger(digits, Character.MAX_RADIX);
    } catch (NumberFormatException | NullPointerException broken) {
      throw in.refused("expected a whole number, found " + digits);
    }
  }
}
