package dev.customerhealth.state;

import dev.customerhealth.domain.portfolio.Cause;
import dev.customerhealth.domain.portfolio.Tally;
import java.util.List;

/**
 * What a partition keeps of a place in the book.
 *
 * @param told whether what is in it went to the step that merges
 * @param tally the sums
 * @param causes what restated it since it was last told, at most some
 * @param restatements how often it was restated since then
 */
public record CellSums(boolean told, Tally tally, List<Cause> causes, long restatements) {

  public CellSums {
    causes = List.copyOf(causes);
  }

  /** Encodes the sums. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    out.oneByte(told ? 1 : 0);
    TallySection.write(out, tally);
    CellCodec.write(out, causes);
    out.varint(restatements);
    return out.toBytes();
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @throws IllegalArgumentException when the bytes are no sums
   */
  public static CellSums decode(byte[] bytes) {
    ByteReader in = new ByteReader("of the book", bytes);
    CellSums sums =
        new CellSums(in.oneByte() == 1, TallySection.read(in), CellCodec.causes(in), in.varint());
    in.end();
    return sums;
  }
}
