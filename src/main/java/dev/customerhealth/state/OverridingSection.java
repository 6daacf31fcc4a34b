package dev.customerhealth.state;

import dev.customerhealth.domain.account.Overriding;
import dev.customerhealth.domain.account.StandingOverride;

/**
 * What persons set beside the score, as bytes; only accounts have it for which anybody ever did.
 */
final class OverridingSection {
  private static final int STANDS = 1;
  private static final int OF_SCORE = 2;
  private static final int ALL = 3;
  private static final int MOST_POINTS = 100_000;

  private OverridingSection() {}

  static void write(ByteWriter out, Overriding overriding, long asOf) {
    StandingOverride standing = overriding.standing();
    out.varint(
        (standing != null ? STANDS : 0) | (standing != null && standing.ofScore() ? OF_SCORE : 0));
    out.thousandths(asOf - overriding.lastAtMillis());
    out.varint(overriding.lastHash());
    if (standing == null) {
      return;
    }
    out.text(standing.commandId());
    if (standing.ofScore()) {
      out.varint(standing.score());
    } else {
      KnownNames.write(out, standing.bandId());
    }
    out.text(standing.by());
    out.text(standing.reason());
    out.thousandths(overriding.lastAtMillis() - standing.setAtMillis());
    out.thousandths(standing.untilMillis() - standing.setAtMillis());
  }

  static Overriding read(ByteReader in, long asOf) {
    int has = in.upTo(ALL, "override flags");
    long lastAt = asOf - in.thousandths();
    long lastHash = in.varint();
    if ((has & STANDS) == 0) {
      return new Overriding(null, lastAt, lastHash);
    }
    String commandId = in.text();
    boolean ofScore = (has & OF_SCORE) != 0;
    int score = ofScore ? in.upTo(MOST_POINTS, "a score set") : StandingOverride.NO_SCORE;
    String bandId = ofScore ? null : KnownNames.read(in);
    String by = in.text();
    String reason = in.text();
    long setAt = lastAt - in.thousandths();
    return new Overriding(
        new StandingOverride(commandId, score, bandId, by, reason, setAt, setAt + in.thousandths()),
        lastAt,
        lastHash);
  }
}
