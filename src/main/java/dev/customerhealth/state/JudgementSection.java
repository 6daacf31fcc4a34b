package dev.customerhealth.state;

import dev.customerhealth.domain.account.AlertMemory;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Judgement;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.account.ScoreHighs;
import dev.customerhealth.domain.account.ToldScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What was made of the facts, as bytes. */
final class JudgementSection {
  /** More rules than anybody will have; a larger number means damaged bytes. */
  private static final int MAX_RULES = 10_000;

  /** More days than any rule looks back; a larger number means damaged bytes. */
  private static final int MAX_HIGHS = 1_000;

  private JudgementSection() {}

  static void write(ByteWriter out, Judgement judgement, long asOf) {
    int today = Days.of(asOf);
    out.varint(
        judgement.dueDay() == Days.NONE ? 0 : 1 + zigzagged((long) judgement.dueDay() - today));
    out.varint(
        judgement.firstScoredDay() == Days.NONE
            ? 0
            : 1 + zigzagged((long) today - judgement.firstScoredDay()));
    writeTold(out, judgement.told());
    writeHighs(out, judgement.highs(), judgement.told().points(), today);
    out.varint(judgement.alerts().size());
    for (AlertMemory alert : judgement.alerts()) {
      KnownNames.write(out, alert.ruleId());
      out.varint(alert.episode() << 1 | (alert.open() ? 1 : 0));
      out.thousandths(asOf - alert.raisedAtMillis());
      out.zigzag(alert.referenceScore());
    }
  }

  static Judgement read(ByteReader in, long asOf, int version) {
    int today = Days.of(asOf);
    long due = in.varint();
    int dueDay = due == 0 ? Days.NONE : (int) (today + unzigzagged(due - 1));
    long scoredFor = in.varint();
    int firstScoredDay = scoredFor == 0 ? Days.NONE : (int) (today - unzigzagged(scoredFor - 1));
    ToldScore told = readTold(in, version);
    ScoreHighs highs = readHighs(in, told.points(), today, version);
    int count = in.upTo(MAX_RULES, "alert rules");
    List<AlertMemory> alerts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String ruleId = KnownNames.read(in);
      if (ruleId == null) {
        throw in.refused("expected the id of a rule, found none");
      }
      long episode = in.varint();
      alerts.add(
          new AlertMemory(
              ruleId,
              episode >>> 1,
              (episode & 1) != 0,
              asOf - in.thousandths(),
              in.smallZigzag("a reference score")));
    }
    return new Judgement(told, firstScoredDay, highs, alerts, dueDay);
  }

  private static long zigzagged(long value) {
    return value << 1 ^ value >> 63;
  }

  private static long unzigzagged(long value) {
    return value >>> 1 ^ -(value & 1);
  }

  private static void writeTold(ByteWriter out, ToldScore told) {
    out.varint(told.sequence());
    if (told.sequence() == 0) {
      return;
    }
    KnownNames.write(out, told.bandId());
    KnownNames.write(out, told.modelId());
    out.varint(told.modelVersion());
    out.varint((long) told.coverage() << 1 | (told.scored() ? 1 : 0));
    MeasurePoints points = told.points();
    CodeSet.write(out, CodeSet.of(points));
    boolean valued = points.hasValues();
    for (int i = 0; i < points.size(); i++) {
      writePoints(out, points.codeAt(i), points.pointsAt(i));
      if (valued) {
        out.thousandths(points.valueAt(i));
      }
    }
  }

  /** A measure adds points, a cap takes some off. */
  private static void writePoints(ByteWriter out, int code, int points) {
    if (code == MeasurePoints.CAP) {
      out.varint(-points);
    } else {
      out.varint(points);
    }
  }

  private static int readPoints(ByteReader in, int code) {
    int points = in.upTo(Integer.MAX_VALUE, "points");
    return code == MeasurePoints.CAP ? -points : points;
  }

  private static ToldScore readTold(ByteReader in, int version) {
    long sequence = in.varint();
    if (sequence == 0) {
      return ToldScore.NOTHING;
    }
    String bandId = KnownNames.read(in);
    String modelId = KnownNames.read(in);
    int modelVersion = in.upTo(Integer.MAX_VALUE, "a model version");
    int coverage = in.upTo(Integer.MAX_VALUE, "a coverage");
    byte[] codes = readCodes(in, version);
    int[] points = new int[codes.length];
    long[] values = new long[points.length];
    for (int i = 0; i < points.length; i++) {
      points[i] = readPoints(in, Byte.toUnsignedInt(codes[i]));
      values[i] = in.thousandths();
    }
    return new ToldScore(
        sequence,
        (coverage & 1) != 0,
        bandId,
        coverage >>> 1,
        modelId,
        modelVersion,
        MeasurePoints.of(codes, points, values));
  }

  /** Newest first, each as its difference from the one after it: from day to day little moves. */
  private static void writeHighs(ByteWriter out, ScoreHighs highs, MeasurePoints told, int today) {
    out.varint(highs.size());
    MeasurePoints next = told;
    int nextDay = today;
    for (int i = highs.size() - 1; i >= 0; i--) {
      out.zigzag((long) nextDay - highs.day(i));
      nextDay = highs.day(i);
      writeDifference(out, highs.points(i), next);
      next = highs.points(i);
    }
  }

  private static void writeDifference(ByteWriter out, MeasurePoints points, MeasurePoints from) {
    byte[] all = CodeSet.union(CodeSet.of(points), CodeSet.of(from));
    long[] differences = new long[all.length];
    int moved = 0;
    for (byte each : all) {
      int code = Byte.toUnsignedInt(each);
      int difference = points.pointsOf(code) - from.pointsOf(code);
      if (difference != 0) {
        all[moved] = each;
        differences[moved] = zigzagged(difference);
        moved++;
      }
    }
    CodeSet.write(out, Arrays.copyOf(all, moved));
    if (moved > 0) {
      out.packed(Arrays.copyOf(differences, moved));
    }
  }

  private static ScoreHighs readHighs(ByteReader in, MeasurePoints told, int today, int version) {
    int size = in.upTo(MAX_HIGHS, "daily highs");
    int[] days = new int[size];
    MeasurePoints[] points = new MeasurePoints[size];
    MeasurePoints next = told;
    int nextDay = today;
    for (int i = size - 1; i >= 0; i--) {
      nextDay -= in.smallZigzag("days between highs");
      days[i] = nextDay;
      next = readDifference(in, next, version);
      points[i] = next;
    }
    return ScoreHighs.of(days, points);
  }

  private static MeasurePoints readDifference(ByteReader in, MeasurePoints from, int version) {
    byte[] moved = readCodes(in, version);
    long[] differences = moved.length == 0 ? new long[0] : in.packed(moved.length);
    byte[] all = CodeSet.union(moved, CodeSet.of(from));
    int[] points = new int[all.length];
    int next = 0;
    int count = 0;
    for (byte each : all) {
      int code = Byte.toUnsignedInt(each);
      boolean differs = next < moved.length && moved[next] == each;
      long value = from.pointsOf(code) + (differs ? unzigzagged(differences[next++]) : 0);
      if (value != 0) {
        all[count] = each;
        points[count] = (int) value;
        count++;
      }
    }
    return MeasurePoints.of(Arrays.copyOf(all, count), Arrays.copyOf(points, count), null);
  }

  private static byte[] readCodes(ByteReader in, int version) {
    return version == 1 ? CodeSet.ofBits(in.varint()) : CodeSet.read(in);
  }
}
