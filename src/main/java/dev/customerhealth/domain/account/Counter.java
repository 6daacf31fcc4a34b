package dev.customerhealth.domain.account;

import java.util.Arrays;
import java.util.List;

/**
 * What is counted per day. Codes rest in state stores: a code is never given to another counter.
 */
public enum Counter {
  LOGINS(0),
  SESSIONS(1),
  SESSION_SECONDS(2),
  FEATURE_USES(3),
  FEATURE_SECONDS(4),
  TICKETS_OPENED(5),
  /** Sum of measured tones, in thousandths, -1000 to 1000 each. */
  TICKET_SENTIMENT(6),
  TICKETS_WITH_SENTIMENT(7),
  CSAT_ANSWERS(8),
  CSAT_SATISFIED(9),
  NPS_ANSWERS(10),
  NPS_PROMOTERS(11),
  NPS_DETRACTORS(12),
  /** Sum of the points of R50g, 0 to 2 each. */
  SPONSOR_POINTS(13),
  KEY_MEETINGS(14);

  private static final List<Counter> ALL = List.copyOf(Arrays.asList(values()));

  private final int code;

  Counter(int code) {
    this.code = code;
  }

  /** Every counter, by code, without the copy that {@code values()} makes. */
  public static List<Counter> all() {
    return ALL;
  }

  /** The number that stands for it in the state: counters are numbered from 0 without gaps. */
  public int code() {
    return code;
  }
}
