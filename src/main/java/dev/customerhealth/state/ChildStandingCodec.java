package dev.customerhealth.state;

import dev.customerhealth.domain.parent.ChildStanding;

/** The versioned binary form of a child's standing. Safe for use by several threads. */
public final class ChildStandingCodec {
  private static final int VERSION = 1;

  /** Encodes a standing; who it is about is the key and is not repeated. */
  public byte[] encode(ChildStanding standing) {
    ByteWriter out = new ByteWriter();
    out.oneByte(VERSION);
    out.zigzag(standing.asOfMillis());
    out.varint(standing.scored() ? standing.score() + 1L : 0);
    out.varint(standing.arrMinor());
    out.text(standing.currency());
    return out.toBytes();
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @param bytes null for an account that is no child
   * @return null for an account that is no child
   * @throws IllegalArgumentException when the bytes are no standing
   */
  public ChildStanding decode(String accountId, byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    ByteReader in = new ByteReader(accountId, bytes);
    int version = in.oneByte();
    if (version != VERSION) {
      throw in.refused("expected version " + VERSION + ", found " + version);
    }
    long asOf = in.zigzag();
    int score = in.upTo(Integer.MAX_VALUE, "a score");
    long arr = in.varint();
    String currency = in.text();
    in.end();
    return new ChildStanding(asOf, score > 0, Math.max(0, score - 1), arr, currency);
  }
}
