package dev.customerhealth.state;

import dev.customerhealth.domain.portfolio.Cell;
import dev.customerhealth.domain.portfolio.RiskyAccount;
import dev.customerhealth.domain.portfolio.SegmentFact;
import java.util.ArrayList;
import java.util.List;

/** What one partition tells the step that merges the book. */
public sealed interface BookPartial {

  /** The partition that tells it. */
  int partition();

  /**
   * What a partition has in a place of the book now, in place of what it told before.
   *
   * @param sums nothing in it when the partition has nothing there any more
   */
  record Sums(int partition, Cell cell, CellSums sums) implements BookPartial {}

  /**
   * Everything up to a time was told.
   *
   * @param atMillis business time, in milliseconds since 1970 UTC
   * @param atRisk the accounts at risk that pay most, first who pays most
   */
  record UpTo(int partition, long atMillis, List<RiskyAccount> atRisk) implements BookPartial {
    public UpTo {
      atRisk = List.copyOf(atRisk);
    }
  }

  /** Margins of a whole segment were told to an account of the partition. */
  record OfSegment(int partition, SegmentFact fact) implements BookPartial {}

  /** Encodes what is told. */
  default byte[] encode() {
    ByteWriter out = new ByteWriter(TallySection.LIKELY_BYTES);
    if (this instanceof Sums told) {
      out.oneByte(0);
      out.varint(told.partition);
      CellCodec.write(out, told.cell);
      TallySection.write(out, told.sums.tally());
      CellCodec.write(out, told.sums.causes());
      out.varint(told.sums.restatements());
    } else if (this instanceof UpTo told) {
      out.oneByte(1);
      out.varint(told.partition);
      out.zigzag(told.atMillis);
      write(out, told.atRisk);
    } else if (this instanceof OfSegment told) {
      out.oneByte(3);
      out.varint(told.partition);
      out.text(told.fact.segment());
      AccountLedgerCodec.write(out, told.fact.finance());
      out.text(told.fact.accountId());
      out.text(told.fact.eventId());
    }
    return out.toBytes();
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @throws IllegalArgumentException when the bytes tell nothing
   */
  static BookPartial decode(byte[] bytes) {
    ByteReader in = new ByteReader("of the book", bytes);
    int kind = in.oneByte();
    int partition = in.upTo(Integer.MAX_VALUE, "a partition");
    BookPartial told =
        switch (kind) {
          case 0 ->
              new Sums(
                  partition,
                  CellCodec.read(in),
                  new CellSums(true, TallySection.read(in), CellCodec.causes(in), in.varint()));
          case 1 -> new UpTo(partition, in.zigzag(), atRisk(in));
          // As it was written before who told it was remembered.
          case 2 ->
              new OfSegment(
                  partition, new SegmentFact(in.text(), AccountLedgerCodec.finance(in), "", null));
          case 3 ->
              new OfSegment(
                  partition,
                  new SegmentFact(in.text(), AccountLedgerCodec.finance(in), in.text(), in.text()));
          default -> throw in.refused("expected something told of the book, found kind " + kind);
        };
    in.end();
    return told;
  }

  private static void write(ByteWriter out, List<RiskyAccount> accounts) {
    out.varint(accounts.size());
    for (RiskyAccount account : accounts) {
      out.text(account.accountId());
      out.text(account.segment());
      out.text(account.csm());
      out.varint(account.score());
      out.varint(account.arrMinor());
    }
  }

  private static List<RiskyAccount> atRisk(ByteReader in) {
    List<RiskyAccount> accounts = new ArrayList<>();
    int size = in.upTo(Short.MAX_VALUE, "accounts");
    for (int i = 0; i < size; i++) {
      accounts.add(
          new RiskyAccount(
              in.text(), in.text(), in.text(), in.upTo(Integer.MAX_VALUE, "a score"), in.varint()));
    }
    return accounts;
  }
}
