package dev.customerhealth.state;

import dev.customerhealth.domain.account.AlertMemory;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Judgement;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.account.ScoreHighs;
import dev.customerhealth.domain.account.ToldScore;
import java.util.ArrayList;
import java.util.List;

/** What was made of the facts, as bytes. */
final class JudgementSection {
  /** More rules than anybody will have; a larger number means damaged bytes. */
  private static final int MAX_RULES = 10_000;

  /** Full coverage, in ten-thousandths: what is missing of it is written, mostly nothing. */
  private static final int WHOLE = 10_000;

  /** The first version that writes the points told bit by bit. */
  private static final int FIRST_IN_BITS = 3;

  /** Most scores from which something falls, zigzagged, are below two or three times 2^16. */
  private static final int SCORE_WIDTH = 16;

  /** Of a score, zigzagged; larger ones are damaged bytes. */
  private static final long LARGEST_SCORE = 2L * Integer.MAX_VALUE + 1;

  /** The first version that writes alerts bit by bit. */
  private static final int FIRST_WITH_ALERTS_IN_BITS = 4;

  /** The first version that writes alerts as they differ from those before them. */
  private static final int FIRST_WITH_ALERTS_BY_EACH_OTHER = 6;

  /** Before the first alert: what most alerts that fell from no score have. */
  private static final int NO_SCORE_BEFORE = -1;

  private JudgementSection() {}

  static void write(ByteWriter out, Judgement judgement, long asOf, WrittenHighs highs) {
    int today = Days.of(asOf);
    out.varint(
        judgement.dueDay() == Days.NONE
            ? 0
            : 1 + ByteWriter.zigzagged((long) judgement.dueDay() - today));
    out.varint(
        judgement.firstScoredDay() == Days.NONE
            ? 0
            : 1 + ByteWriter.zigzagged((long) today - judgement.firstScoredDay()));
    writeTold(out, judgement.told());
    HighsSection.write(out, judgement.highs(), judgement.told().points(), today, highs);
    writeAlerts(out, judgement.alerts(), asOf);
  }

  /**
   * Alerts as they differ from those before them: what falls makes several rules speak at once, and
   * of the same score.
   */
  private static void writeAlerts(ByteWriter out, List<AlertMemory> alerts, long asOf) {
    out.varint(alerts.size());
    for (AlertMemory alert : alerts) {
      KnownNames.write(out, alert.ruleId());
    }
    long before = asOf;
    int scoreBefore = NO_SCORE_BEFORE;
    for (AlertMemory alert : alerts) {
      out.bits(alert.open() ? 1 : 0, 1);
      out.gammaBits(alert.episode() + 1);
      out.thousandthsBits(before - alert.raisedAtMillis());
      boolean same = alert.referenceScore() == scoreBefore;
      out.bits(same ? 1 : 0, 1);
      if (!same) {
        out.riceBits(ByteWriter.zigzagged(alert.referenceScore()), SCORE_WIDTH);
      }
      before = alert.raisedAtMillis();
      scoreBefore = alert.referenceScore();
    }
    out.endBits();
  }

  static Judgement read(ByteReader in, long asOf, int version, WrittenHighs written) {
    int today = Days.of(asOf);
    long due = in.varint();
    int dueDay = due == 0 ? Days.NONE : (int) (today + ByteReader.unzigzagged(due - 1));
    long scoredFor = in.varint();
    int firstScoredDay =
        scoredFor == 0 ? Days.NONE : (int) (today - ByteReader.unzigzagged(scoredFor - 1));
    ToldScore told = readTold(in, version);
    ScoreHighs highs = HighsSection.read(in, told.points(), today, version, written);
    List<AlertMemory> alerts =
        version >= FIRST_WITH_ALERTS_IN_BITS
            ? readAlerts(in, asOf, version)
            : readAlertsOfBytes(in, asOf);
    return new Judgement(told, firstScoredDay, highs, alerts, dueDay);
  }

  private static List<AlertMemory> readAlerts(ByteReader in, long asOf, int version) {
    int count = in.upTo(MAX_RULES, "alert rules");
    List<String> ruleIds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ruleIds.add(readRuleId(in));
    }
    List<AlertMemory> alerts = new ArrayList<>();
    boolean byEachOther = version >= FIRST_WITH_ALERTS_BY_EACH_OTHER;
    long before = asOf;
    int scoreBefore = NO_SCORE_BEFORE;
    for (String ruleId : ruleIds) {
      boolean open = in.bits(1) != 0;
      long episode = in.gammaBits() - 1;
      long raisedAt = (byEachOther ? before : asOf) - in.thousandthsBits();
      boolean same = byEachOther && in.bits(1) != 0;
      int reference =
          same
              ? scoreBefore
              : (int) ByteReader.unzigzagged(in.riceBits(SCORE_WIDTH, LARGEST_SCORE));
      alerts.add(new AlertMemory(ruleId, episode, open, raisedAt, reference));
      before = raisedAt;
      scoreBefore = reference;
    }
    in.endBits();
    return alerts;
  }

  /** As versions 1 to 3 wrote them. */
  private static List<AlertMemory> readAlertsOfBytes(ByteReader in, long asOf) {
    int count = in.upTo(MAX_RULES, "alert rules");
    List<AlertMemory> alerts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String ruleId = readRuleId(in);
      long episode = in.varint();
      alerts.add(
          new AlertMemory(
              ruleId,
              episode >>> 1,
              (episode & 1) != 0,
              asOf - in.thousandths(),
              in.smallZigzag("a reference score")));
    }
    return alerts;
  }

  private static String readRuleId(ByteReader in) {
    String ruleId = KnownNames.read(in);
    if (ruleId == null) {
      throw in.refused("expected the id of a rule, found none");
    }
    return ruleId;
  }

  private static void writeTold(ByteWriter out, ToldScore told) {
    out.varint(told.sequence());
    if (told.sequence() == 0) {
      return;
    }
    KnownNames.write(out, told.bandId());
    KnownNames.write(out, told.modelId());
    out.varint(told.modelVersion());
    out.varint((long) (WHOLE - told.coverage()) << 1 | (told.scored() ? 1 : 0));
    MeasurePoints points = told.points();
    CodeSet.write(out, CodeSet.of(points));
    writePoints(out, points);
  }

  /** A measure adds points, a cap takes some off. */
  private static void writePoints(ByteWriter out, MeasurePoints points) {
    int size = points.size();
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.abs(points.pointsAt(i));
    }
    int width = ByteWriter.riceWidth(sum, size);
    out.bits(width, ByteWriter.RICE_WIDTH_BITS);
    for (int i = 0; i < size; i++) {
      long sign = points.codeAt(i) == MeasurePoints.CAP ? -1 : 1;
      out.riceBits(sign * points.pointsAt(i), width);
      if (points.hasValues()) {
        out.thousandthsBits(points.valueAt(i));
      }
    }
    out.endBits();
  }

  private static ToldScore readTold(ByteReader in, int version) {
    long sequence = in.varint();
    if (sequence == 0) {
      return ToldScore.NOTHING;
    }
    String bandId = KnownNames.read(in);
    String modelId = KnownNames.read(in);
    int modelVersion = in.upTo(Integer.MAX_VALUE, "a model version");
    boolean inBits = version >= FIRST_IN_BITS;
    int coverage = in.upTo(Integer.MAX_VALUE, "a coverage");
    byte[] codes = readCodes(in, version);
    int[] points = new int[codes.length];
    long[] values = new long[points.length];
    int width = inBits ? (int) in.bits(ByteWriter.RICE_WIDTH_BITS) : 0;
    for (int i = 0; i < codes.length; i++) {
      int size =
          inBits
              ? (int) in.riceBits(width, Integer.MAX_VALUE)
              : in.upTo(Integer.MAX_VALUE, "points");
      points[i] = Byte.toUnsignedInt(codes[i]) == MeasurePoints.CAP ? -size : size;
      values[i] = inBits ? in.thousandthsBits() : in.thousandths();
    }
    in.endBits();
    return new ToldScore(
        sequence,
        (coverage & 1) != 0,
        bandId,
        inBits ? WHOLE - (coverage >>> 1) : coverage >>> 1,
        modelId,
        modelVersion,
        0,
        null,
        MeasurePoints.of(codes, points, values));
  }

  static byte[] readCodes(ByteReader in, int version) {
    return version == 1 ? CodeSet.ofBits(in.varint()) : CodeSet.read(in);
  }
}
