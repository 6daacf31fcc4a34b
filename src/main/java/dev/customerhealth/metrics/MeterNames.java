package dev.customerhealth.metrics;

/**
 * Names and labels of the service's own meters, as Micrometer writes them; Prometheus shows
 * underscores for dots and adds {@code _total} to counters and {@code _seconds} to timers.
 */
final class MeterNames {

  /** Input records by topic and outcome: what came of everything that came in. */
  static final String RECORDS = "customer.health.records";

  /** Input records refused, by topic and reason. */
  static final String REJECTED = "customer.health.records.rejected";

  /** Records that went to the dead letters, by topic and cause. Alert on any. */
  static final String DEAD_LETTERS = "customer.health.dead.letters";

  /** Score changes told, by cause. */
  static final String CHANGES = "customer.health.score.changes";

  /** Accounts that moved from one band to another. */
  static final String BAND_MOVES = "customer.health.band.moves";

  /** From a record's arrival in Kafka to the score change it led to. */
  static final String LATENCY = "customer.health.change.latency";

  /**
   * From the arrival in Kafka of the event, or after a wait of the tick, to the alert it raised.
   */
  static final String ALERT_LATENCY = "customer.health.alert.latency";

  /** Alert steps told, by rule, severity and step. */
  static final String ALERTS = "customer.health.alerts";

  /** Accounts judged again because their time had come. */
  static final String EVALUATIONS = "customer.health.evaluations";

  /** Ticks that left due accounts for the next tick. Alert when it grows steadily. */
  static final String EVALUATIONS_POSTPONED = "customer.health.evaluations.postponed";

  /** Accounts that could not be judged when their time came. Alert on any. */
  static final String EVALUATIONS_FAILED = "customer.health.evaluations.failed";

  /** Open items given up because an account had too many of a kind. Alert when it grows. */
  static final String ITEMS_FORGOTTEN = "customer.health.items.forgotten";

  /** Ids of events given up on the day they were seen: repeats of them count again. */
  static final String IDS_FORGOTTEN = "customer.health.ids.forgotten";

  /** Partitions that are not told the time because older records wait. */
  static final String TIME_HELD_BACK = "customer.health.time.held.back.partitions";

  /** For how long already, where it lasts longest. Alert when it is not a known catching up. */
  static final String TIME_HELD_BACK_LONGEST = "customer.health.time.held.back";

  /** Published models that could not be used. Alert on any. */
  static final String MODELS_REFUSED = "customer.health.models.refused";

  /** Published models that came after their time: partitions may have switched apart. */
  static final String MODELS_LATE = "customer.health.models.late";

  /** Version of each model that was last switched to. */
  static final String MODEL_VERSION = "customer.health.model.version";

  /** Version of the table of peers that was last switched to. */
  static final String PEERS_VERSION = "customer.health.peers.version";

  /** Alerts that a shadow model would have raised and resolved. */
  static final String SHADOW_ALERTS = "customer.health.shadow.alerts";

  /** Event time of the figures of the book. Alert when it is old. */
  static final String PORTFOLIO_AS_OF = "customer.health.portfolio.as.of";

  /** Parts of the book that are not shown. */
  static final String PORTFOLIO_LEFT_OUT = "customer.health.portfolio.left.out";

  /** Currencies that keep money out of the figures. Alert on any. */
  static final String PORTFOLIO_WITHOUT_RATE = "customer.health.portfolio.currencies.without.rate";

  /** Facts given up because an account has too many. Alert when it grows. */
  static final String PORTFOLIO_FORGOTTEN = "customer.health.portfolio.facts.forgotten";

  /** Facts about months that are not restated any more. */
  static final String PORTFOLIO_TOO_LATE = "customer.health.portfolio.facts.too.late";

  static final String SCOPE = "scope";
  static final String GROUP = "group";
  static final String PERIOD = "period";
  static final String BAND = "band";
  static final String CURRENCY = "currency";
  static final String BASIS = "basis";
  static final String AT = "at";
  static final String ACCOUNT = "account";
  static final String CSM = "csm";
  static final String KIND = "kind";
  static final String MODEL = "model";
  static final String TOPIC = "topic";
  static final String OUTCOME = "outcome";
  static final String REASON = "reason";
  static final String CAUSE = "cause";
  static final String FROM = "from";
  static final String TO = "to";
  static final String RULE = "rule";
  static final String SEVERITY = "severity";

  /** Of an alert that is withdrawn and whose rule nobody remembers. */
  static final String UNKNOWN_SEVERITY = "unknown";

  static final String STEP = "step";

  /** Label of the band an account has before its first score. */
  static final String NO_BAND = "none";

  private MeterNames() {}
}
