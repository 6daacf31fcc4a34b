package dev.customerhealth.metrics;

/**
 * Names and labels of the notifier's meters, as Micrometer writes them; see {@link MeterNames} for
 * what Prometheus makes of them.
 */
final class NotifierMeterNames {

  /** Steps of alerts read. */
  static final String ALERTS = "customer.health.notify.alerts";

  /** Those of them that are history being loaded. */
  static final String HISTORY = "customer.health.notify.alerts.history";

  /** Records that are no alert. Alert on any. */
  static final String UNREADABLE = "customer.health.notify.alerts.unreadable";

  /** Records of the notifier's own topics that were passed over. Alert on any. */
  static final String LOG_UNREADABLE = "customer.health.notify.log.unreadable";

  /** Notifications delivered. */
  static final String SENT = "customer.health.notify.sent";

  /** Attempts that failed. */
  static final String FAILED = "customer.health.notify.failed";

  /** Notifications put off to another attempt. Alert when it grows steadily. */
  static final String RETRIED = "customer.health.notify.retried";

  /** Notifications given up. Alert on any. */
  static final String DEAD_LETTERS = "customer.health.notify.dead.letters";

  /** Notifications dropped because something later was told. */
  static final String OVERTAKEN = "customer.health.notify.overtaken";

  /** Dead letters that somebody had tried again. */
  static final String REDRIVEN = "customer.health.notify.redriven";

  /** Alerts that began to be held back, by what holds them. */
  static final String HELD = "customer.health.notify.held";

  /** Alerts held back now, by what holds them. */
  static final String HOLDING = "customer.health.notify.holding";

  /** Notifications planned and not delivered. Alert when it stays high. */
  static final String QUEUE = "customer.health.notify.queue";

  /** Those of them that failed and wait for another attempt. */
  static final String WAITING = "customer.health.notify.queue.waiting";

  /** From the decision to tell to the delivery. */
  static final String DELIVERY = "customer.health.notify.delivery";

  /** From an alert's step to its delivery. */
  static final String LATENCY = "customer.health.notify.latency";

  /** Whether this instance is at work. Alert when no instance is. */
  static final String AT_WORK = "customer.health.notify.at.work";

  /** Alerts that are not over. */
  static final String OPEN_ALERTS = "customer.health.notify.open.alerts";

  /** Alerts raised, by rule. */
  static final String QUALITY_RAISED = "customer.health.alert.quality.raised";

  /** Alerts that are over, by rule and by whether a person had done something about them. */
  static final String QUALITY_RESOLVED = "customer.health.alert.quality.resolved";

  /** Alerts that a person did something about, by rule. */
  static final String QUALITY_ACKNOWLEDGED = "customer.health.alert.quality.acknowledged";

  /** What persons said alerts were worth, by rule. */
  static final String QUALITY_JUDGED = "customer.health.alert.quality.judged";

  /** How long alerts waited for a person, by rule. */
  static final String QUALITY_TIME = "customer.health.alert.quality.time.to.acknowledge";

  static final String AFTER = "after";
  static final String WORTH = "worth";
  static final String TARGET = "target";
  static final String CHANNEL = "channel";

  private NotifierMeterNames() {}
}
