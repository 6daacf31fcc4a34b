package dev.customerhealth.state;

import dev.customerhealth.domain.portfolio.Cause;
import dev.customerhealth.domain.portfolio.Cell;
import dev.customerhealth.domain.portfolio.Period;
import dev.customerhealth.domain.portfolio.Slice;
import java.util.ArrayList;
import java.util.List;

/** The binary forms of a place in the book and of what restated it. Safe for several threads. */
public final class CellCodec {
  private static final int MOST = 1_000;

  /**
   * Beside the code of the kind of period, of a place in a region: every other place keeps the key
   * it has had since there were no regions.
   */
  private static final int IN_REGION = 0x40;

  /** Encodes a place; equal places make equal bytes. */
  public byte[] encode(Cell cell) {
    ByteWriter out = new ByteWriter();
    write(out, cell);
    return out.toBytes();
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @throws IllegalArgumentException when the bytes are no place
   */
  public Cell decode(byte[] bytes) {
    ByteReader in = new ByteReader("of the book", bytes);
    Cell cell = read(in);
    in.end();
    return cell;
  }

  static void write(ByteWriter out, Cell cell) {
    String region = cell.slice().region();
    out.oneByte(cell.period().kind().code() | (region == null ? 0 : IN_REGION));
    out.zigzag(cell.period().lastMonth());
    out.text(cell.slice().segment());
    out.text(cell.slice().csm());
    out.text(cell.slice().cohort());
    if (region != null) {
      out.text(region);
    }
  }

  static Cell read(ByteReader in) {
    int first = in.oneByte();
    Period.Kind kind = Period.Kind.of(first & ~IN_REGION);
    Period period = new Period(kind, in.smallZigzag("a month"));
    String segment = in.text();
    String csm = in.text();
    String cohort = in.text();
    String region = (first & IN_REGION) == 0 ? null : in.text();
    return new Cell(period, new Slice(segment, csm, cohort, region));
  }

  static void write(ByteWriter out, List<Cause> causes) {
    out.varint(causes.size());
    for (Cause cause : causes) {
      out.text(cause.accountId());
      out.text(cause.eventId());
      out.text(cause.kind());
      out.zigzag(cause.occurredAtMillis());
    }
  }

  static List<Cause> causes(ByteReader in) {
    List<Cause> causes = new ArrayList<>();
    int size = in.upTo(MOST, "causes");
    for (int i = 0; i < size; i++) {
      causes.add(new Cause(in.text(), in.text(), in.text(), in.zigzag()));
    }
    return causes;
  }
}
