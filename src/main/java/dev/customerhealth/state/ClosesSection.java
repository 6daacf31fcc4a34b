package dev.customerhealth.state;

import dev.customerhealth.domain.account.ScoreCloses;
import dev.customerhealth.domain.account.ScoreCloses.Close;
import dev.customerhealth.domain.account.ScoreCloses.Period;
import java.util.ArrayList;
import java.util.List;

/** How past weeks and months ended, as bytes: only accounts that a rule asks about have any. */
final class ClosesSection {
  /** More than any rule looks back; a larger number means damaged bytes. */
  private static final int MOST_CLOSES = 100;

  private static final int MOST_COMPONENTS = 256;

  private ClosesSection() {}

  static void write(ByteWriter out, ScoreCloses closes, int today) {
    for (Period period : Period.values()) {
      out.varint(closes.of(period).size());
      for (Close close : closes.of(period)) {
        out.zigzag((long) today - close.day());
        out.varint(close.score());
        out.varint(close.components().size());
        for (int component : close.components()) {
          out.varint(component + 1L);
        }
      }
    }
  }

  static ScoreCloses read(ByteReader in, int today) {
    ScoreCloses closes = ScoreCloses.NONE;
    for (Period period : Period.values()) {
      int size = in.upTo(MOST_CLOSES, "closes");
      List<Close> of = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        int day = today - in.smallZigzag("days since a close");
        int score = in.upTo(Integer.MAX_VALUE, "a score");
        int count = in.upTo(MOST_COMPONENTS, "components");
        List<Integer> components = new ArrayList<>();
        for (int c = 0; c < count; c++) {
          components.add(in.upTo(Integer.MAX_VALUE, "a component's score") - 1);
        }
        of.add(new Close(day, score, components));
      }
      closes = closes.with(period, of);
    }
    return closes;
  }
}
