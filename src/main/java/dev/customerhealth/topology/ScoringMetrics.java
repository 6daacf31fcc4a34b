package dev.customerhealth.topology;

import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.fleet.FleetVerdict;
import dev.customerhealth.domain.scoring.ScoreChange;

/**
 * What the scoring tells its operators. Called on the stream threads for every record: an
 * implementation must be thread safe, quick, and must not throw. Counts given here may count a
 * record twice when a transaction is aborted and done again; the exact counts are in the store
 * {@code accounting}.
 */
public interface ScoringMetrics {

  /** An input record ended. Alert when rejected ones are more than a small share. */
  void recordCounted(String topic, RecordOutcome outcome);

  /**
   * A record was refused.
   *
   * @param reason a symbol of RejectionReason
   */
  void recordRejected(String topic, String reason);

  /**
   * A score change was told.
   *
   * @param topic topic of the record that moved it, or of the tick
   * @param latencyMillis from the record's arrival in Kafka to now, at least 0
   */
  void changeTold(String topic, ScoreChange change, long latencyMillis);

  /**
   * A step in the life of an alert was told.
   *
   * @param latencyMillis from the arrival in Kafka of the record or tick that led to it to now, at
   *     least 0
   */
  void alertTold(Alert alert, long latencyMillis);

  /** Operators were told that something about the whole fleet began or ended. */
  void fleetAlertTold(FleetVerdict verdict);

  /**
   * A tick was worked off.
   *
   * @param evaluated accounts judged again because their time had come
   * @param complete false when the budget was used up, so that the rest waits for the next tick.
   *     Alert when it stays false
   */
  void dueEvaluated(int evaluated, boolean complete);

  /** An account could not be judged when its time came; it is tried again later. Alert on any. */
  void evaluationFailed();

  /**
   * Open tickets, goals, invoices and the like were given up because an account had too many; its
   * measures no longer know of them. Alert when it grows: somebody does not close what is over.
   *
   * @param count at least 1
   */
  void itemsForgotten(long count);

  /**
   * Ids of events were given up on the day they were seen, because their account had more events
   * than ids are kept: a repeat of one counts again. Usual for busy accounts; where a producer
   * repeats late, this is how much of it may go unnoticed.
   *
   * @param count at least 1
   */
  void idsForgotten(long count);

  /**
   * A record went to the dead letters. Alert on any.
   *
   * @param topic topic of the source record; "unknown" when there is none
   */
  void deadLettered(String topic, DeadLetterCause cause);

  /** What operators are told about models. */
  default ModelMetrics models() {
    return ModelMetrics.silent();
  }

  /** Who is told the figures of the portfolio. */
  default PortfolioMetrics portfolio() {
    return PortfolioMetrics.silent();
  }

  /** Where a record failed. */
  enum DeadLetterCause {
    /** Its bytes do not decode. */
    DESERIALIZATION,
    /** It broke the processing. */
    PROCESSING,
    /** What was to be told does not serialize. */
    SERIALIZATION,
    /** What was to be told is larger than the broker takes. */
    TOO_LARGE
  }

  /** Tells nobody. */
  static ScoringMetrics silent() {
    return new SilentMetrics();
  }
}
