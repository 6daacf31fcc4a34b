package dev.customerhealth.state;

import dev.customerhealth.domain.ShadowJudgement;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Judgement;
import java.util.ArrayList;
import java.util.List;

/** What shadow models remember of an account, as bytes. */
final class ShadowsSection {
  /** More than any installation may have; a larger number means damaged bytes. */
  private static final int MOST = 1_000;

  private ShadowsSection() {}

  /** Times as differences: nearly always all judged at once. */
  static byte[] write(AccountShadows shadows) {
    ByteWriter out = new ByteWriter();
    out.oneByte(AccountStateCodec.VERSION);
    out.varint(shadows.indexedDue() == AccountRecord.NEVER ? 0 : shadows.indexedDue() + 1);
    out.varint(shadows.judgements().size());
    long last = 0;
    for (ShadowJudgement each : shadows.judgements()) {
      out.zigzag(each.asOfMillis() - last);
      last = each.asOfMillis();
      JudgementSection.write(out, each.judgement(), each.asOfMillis());
      boolean closes = !each.judgement().closes().isEmpty();
      out.varint((long) each.judgement().told().peersVersion() << 1 | (closes ? 1 : 0));
      if (closes) {
        ClosesSection.write(out, each.judgement().closes(), Days.of(each.asOfMillis()));
      }
    }
    return out.toBytes();
  }

  /**
   * Reads what {@link #write} made.
   *
   * @throws IllegalArgumentException when the bytes are something else
   */
  static AccountShadows read(String accountId, byte[] bytes) {
    ByteReader in = new ByteReader(accountId, bytes);
    int version = in.oneByte();
    if (version < 1 || version > AccountStateCodec.VERSION) {
      throw in.refused(
          "expected shadows of a version of 1 to "
              + AccountStateCodec.VERSION
              + ", found "
              + version);
    }
    long due = in.varint();
    int count = in.upTo(MOST, "shadow models");
    List<ShadowJudgement> judgements = new ArrayList<>();
    long last = 0;
    for (int i = 0; i < count; i++) {
      last += in.zigzag();
      ShadowJudgement judgement = new ShadowJudgement(last, judgement(in, last, version), null);
      if (judgement.modelId() == null) {
        throw in.refused("expected the id of a shadow model, found none");
      }
      judgements.add(judgement);
    }
    in.end();
    return new AccountShadows(judgements, due == 0 ? AccountRecord.NEVER : due - 1);
  }

  /** No rule chooses a shadow model, so there is none to remember. */
  private static Judgement judgement(ByteReader in, long asOf, int version) {
    Judgement judgement = JudgementSection.read(in, asOf, version);
    int peersVersion = in.upTo(Integer.MAX_VALUE, "a version of a table of peers");
    judgement = judgement.withTold(judgement.told().madeBy(peersVersion >>> 1, null));
    return (peersVersion & 1) == 0
        ? judgement
        : judgement.with(ClosesSection.read(in, Days.of(asOf)));
  }
}
