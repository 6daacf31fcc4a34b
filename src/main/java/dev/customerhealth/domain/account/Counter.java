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
  KEY_MEETINGS(14),
  /** Uses of features that count as advanced, among {@link #FEATURE_USES}. */
  ADVANCED_USES(15),
  WORKFLOWS_STARTED(16),
  WORKFLOWS_COMPLETED(17),
  WORKFLOWS_FAILED(18),
  /** Sum of measured shares of good data, in thousandths. */
  DATA_QUALITY(19),
  DATA_QUALITY_MEASUREMENTS(20),
  API_CALLS(21),
  /** Enrolments and completions. */
  TRAININGS(22),
  TICKETS_ESCALATED(23),
  TICKETS_REOPENED(24),
  /** Tickets of which somebody told whether the first contact solved them. */
  FIRST_CONTACTS(25),
  SOLVED_AT_FIRST_CONTACT(26),
  /** First responses of which somebody told how long they took. */
  TIMED_RESPONSES(27),
  RESPONSE_MINUTES(28),
  /** Resolutions of which somebody told how long they took. */
  TIMED_RESOLUTIONS(29),
  RESOLUTION_MINUTES(30),
  /** Answers about satisfaction that are not about a ticket. */
  OTHER_CSAT_ANSWERS(31),
  OTHER_CSAT_SATISFIED(32),
  CES_ANSWERS(33),
  /** Sum of efforts on a scale of 1 (easy) to 7, in thousandths. */
  CES_EFFORT(34),
  /** People of the customer who answered, wrote or met us, each once per interaction. */
  ENGAGEMENTS(35),
  /** Interactions in which both sides took part. */
  TWO_WAY_CONTACTS(36),
  /** Interactions we started of which somebody told whether they were answered. */
  OUTREACHES(37),
  OUTREACHES_ANSWERED(38),
  QBRS_SCHEDULED(39),
  QBRS_HELD(40),
  PAYMENTS_FAILED(41),
  PAYMENTS_DISPUTED(42),
  ADVOCACY_ACTS(43);

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
