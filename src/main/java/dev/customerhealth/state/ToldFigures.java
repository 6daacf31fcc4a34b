package dev.customerhealth.state;

import dev.customerhealth.domain.portfolio.Cause;
import java.util.List;

/**
 * What the merging step remembers of what it told of a slice and period.
 *
 * @param revision records told, from 1; 0 before the first
 * @param closed whether the last one told said that the period is over
 * @param restatements records told after that
 * @param digest number that stands for everything the last one said but its time
 * @param causes what restated it since, at most some
 * @param changes how often it was restated since
 */
public record ToldFigures(
    long revision,
    boolean closed,
    long restatements,
    long digest,
    List<Cause> causes,
    long changes) {

  /** Nothing was told. */
  public static final ToldFigures NOTHING = new ToldFigures(0, false, 0, 0, List.of(), 0);

  public ToldFigures {
    causes = List.copyOf(causes);
  }

  /** Encodes what is remembered. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    out.varint(revision);
    out.oneByte(closed ? 1 : 0);
    out.varint(restatements);
    out.zigzag(digest);
    CellCodec.write(out, causes);
    out.varint(changes);
    return out.toBytes();
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @param bytes null where nothing was told
   * @throws IllegalArgumentException when the bytes are something else
   */
  public static ToldFigures decode(byte[] bytes) {
    if (bytes == null) {
      return NOTHING;
    }
    ByteReader in = new ByteReader("of the book", bytes);
    ToldFigures told =
        new ToldFigures(
            in.varint(),
            in.oneByte() == 1,
            in.varint(),
            in.zigzag(),
            CellCodec.causes(in),
            in.varint());
    in.end();
    return told;
  }
}
