package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.Counter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What about some measures may change because time passes: at which ages which counts enter or
 * leave a window, and which comparisons become possible at which age of the account.
 */
final class DuePlan {
  private static final long USAGE =
      bits(Counter.LOGINS, Counter.SESSIONS, Counter.FEATURE_USES, Counter.FEATURE_SECONDS);

  private final int[] ages;
  private final long[] counters;
  private final int[] lifeSpans;
  private final int[] sentimentWindows;

  private DuePlan(int[] ages, long[] counters, int[] lifeSpans, int[] sentimentWindows) {
    this.ages = ages;
    this.counters = counters;
    this.lifeSpans = lifeSpans;
    this.sentimentWindows = sentimentWindows;
  }

  static DuePlan of(List<WindowedMeasure> measures) {
    Map<Integer, Long> edges = new TreeMap<>();
    for (WindowedMeasure each : measures) {
      long counted = counters(each.measure());
      edges.merge(each.windowDays(), counted, (one, other) -> one | other);
      int span = each.windowDays() * (1 + windowsBefore(each.measure()));
      if (span > each.windowDays()) {
        edges.merge(span, counted, (one, other) -> one | other);
      }
    }
    return new DuePlan(
        edges.keySet().stream().mapToInt(Integer::intValue).toArray(),
        edges.values().stream().mapToLong(Long::longValue).toArray(),
        measures.stream()
            .filter(each -> windowsBefore(each.measure()) > 0)
            .mapToInt(each -> each.windowDays() * (1 + windowsBefore(each.measure())))
            .distinct()
            .toArray(),
        measures.stream()
            .filter(each -> each.measure() == Measure.CSM_SENTIMENT)
            .mapToInt(WindowedMeasure::windowDays)
            .toArray());
  }

  /** Ages, in days, at which something counted leaves a window. */
  int edges() {
    return ages.length;
  }

  /** The age of an edge: what was counted so many days ago is on the other side of it. */
  int age(int edge) {
    return ages[edge];
  }

  /** A bit per code of the counters that matter at an edge. */
  long counters(int edge) {
    return counters[edge];
  }

  /** Days an account must be known for comparisons. */
  int[] lifeSpans() {
    return lifeSpans;
  }

  /** Days after which a judgement of the CSM expires. */
  int[] sentimentWindows() {
    return sentimentWindows;
  }

  /** Windows right before the present one that a measure compares with. */
  private static int windowsBefore(Measure measure) {
    return switch (measure) {
      case TICKET_VOLUME_TREND -> SupportMeasures.BASELINE_WINDOWS;
      case USER_GROWTH, USAGE_GROWTH -> 1;
      case LOGIN_FREQUENCY,
          FEATURE_BREADTH,
          USAGE_DEPTH,
          SESSIONS_PER_USER,
          TIME_IN_PRODUCT,
          ACTIVE_USERS_SHARE,
          NPS,
          CSM_SENTIMENT,
          EXECUTIVE_ENGAGEMENT,
          TICKET_SENTIMENT,
          RESOLUTION_SATISFACTION ->
          0;
    };
  }

  /** The counters of which one is not zero on every day that matters to a measure. */
  private static long counters(Measure measure) {
    return switch (measure) {
      case LOGIN_FREQUENCY -> bits(Counter.LOGINS);
      case FEATURE_BREADTH -> bits(Counter.FEATURE_USES);
      case USAGE_DEPTH,
          SESSIONS_PER_USER,
          TIME_IN_PRODUCT,
          ACTIVE_USERS_SHARE,
          USER_GROWTH,
          USAGE_GROWTH ->
          USAGE;
      case NPS -> bits(Counter.NPS_ANSWERS);
      case CSM_SENTIMENT -> 0;
      case EXECUTIVE_ENGAGEMENT -> bits(Counter.KEY_MEETINGS);
      case TICKET_VOLUME_TREND -> bits(Counter.TICKETS_OPENED);
      case TICKET_SENTIMENT -> bits(Counter.TICKETS_WITH_SENTIMENT);
      case RESOLUTION_SATISFACTION -> bits(Counter.CSAT_ANSWERS);
    };
  }

  private static long bits(Counter... counters) {
    long bits = 0;
    for (Counter counter : counters) {
      bits |= 1L << counter.code();
    }
    return bits;
  }
}
