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

  private static final int HAS_COURSES = 1;
  private static final int IS_DEGRADED = 2;
  private static final int ALL = 3;

  private ShadowsSection() {}

  /** Times as differences: nearly always all judged at once. */
  static void write(ByteWriter out, AccountShadows shadows, WrittenPast written) {
    out.oneByte(AccountStateCodec.VERSION);
    out.varint(shadows.indexedDue() == AccountRecord.NEVER ? 0 : shadows.indexedDue() + 1);
    out.varint(shadows.judgements().size());
    long last = 0;
    int number = 0;
    for (ShadowJudgement each : shadows.judgements()) {
      out.zigzag(each.asOfMillis() - last);
      last = each.asOfMillis();
      JudgementSection.write(
          out, each.judgement(), each.asOfMillis(), written.highsOfShadow(number++));
      boolean closes = !each.judgement().closes().isEmpty();
      out.varint((long) each.judgement().told().peersVersion() << 1 | (closes ? 1 : 0));
      if (closes) {
        ClosesSection.write(out, each.judgement().closes(), Days.of(each.asOfMillis()));
      }
    }
    writeWaiting(out, shadows.judgements());
  }

  /** What alerts wait for, behind all else and only where one does: most of the time none. */
  private static void writeWaiting(ByteWriter out, List<ShadowJudgement> judgements) {
    int any = 0;
    for (ShadowJudgement each : judgements) {
      any |= waiting(each);
    }
    if (any == 0) {
      return;
    }
    for (ShadowJudgement each : judgements) {
      int waiting = waiting(each);
      out.varint(waiting);
      if ((waiting & HAS_COURSES) != 0) {
        AlertCoursesSection.write(out, each.judgement().alerts(), each.asOfMillis());
      }
    }
  }

  private static int waiting(ShadowJudgement judgement) {
    return (AlertCoursesSection.isNeeded(judgement.judgement().alerts()) ? HAS_COURSES : 0)
        | (judgement.degraded() ? IS_DEGRADED : 0);
  }

  /**
   * Reads what {@link #write} made.
   *
   * @throws IllegalArgumentException when the bytes are something else
   */
  static AccountShadows read(String accountId, byte[] bytes, WrittenPast written) {
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
      ShadowJudgement judgement =
          new ShadowJudgement(
              last, judgement(in, last, version, written.highsOfShadow(i)), false, null);
      if (judgement.modelId() == null) {
        throw in.refused("expected the id of a shadow model, found none");
      }
      judgements.add(judgement);
    }
    if (in.hasMore()) {
      judgements.replaceAll(judgement -> readWaiting(in, judgement));
    }
    in.end();
    return new AccountShadows(judgements, due == 0 ? AccountRecord.NEVER : due - 1);
  }

  private static ShadowJudgement readWaiting(ByteReader in, ShadowJudgement read) {
    int waiting = in.upTo(ALL, "flags of a shadow model");
    Judgement judgement = read.judgement();
    if ((waiting & HAS_COURSES) != 0) {
      judgement =
          judgement.with(AlertCoursesSection.read(in, judgement.alerts(), read.asOfMillis()));
    }
    return new ShadowJudgement(
        read.asOfMillis(), judgement, (waiting & IS_DEGRADED) != 0, read.values());
  }

  /** No rule chooses a shadow model, so there is none to remember. */
  private static Judgement judgement(ByteReader in, long asOf, int version, WrittenHighs written) {
    Judgement judgement = JudgementSection.read(in, asOf, version, written);
    int peersVersion = in.upTo(Integer.MAX_VALUE, "a version of a table of peers");
    judgement = judgement.withTold(judgement.told().madeBy(peersVersion >>> 1, null));
    return (peersVersion & 1) == 0
        ? judgement
        : judgement.with(ClosesSection.read(in, Days.of(asOf)));
  }
}
