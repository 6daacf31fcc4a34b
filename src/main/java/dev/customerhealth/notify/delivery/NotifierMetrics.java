package dev.customerhealth.notify.delivery;

import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.planning.Hold;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Who is told what the notifier does, for figures. Called by the notifier's thread only; must not
 * block or throw.
 */
public interface NotifierMetrics {

  /** A consumer of alerts was made. */
  void began(Consumer<?, ?> consumer);

  /** That consumer is about to be closed. */
  void ended();

  /** Whether this instance is the one at work. */
  void atWork(boolean atWork);

  /**
   * A step of an alert was read.
   *
   * @param history whether it belongs to history being loaded, which nobody is told of
   */
  void alertRead(Step step, boolean history);

  /**
   * A step of an alert that is no history was read, and will not be read again: for figures of how
   * good the alerts are.
   */
  void alertStep(SeenStep step);

  /** Something was read that is no alert; it went to the dead letters. */
  void alertUnreadable();

  /** A record of a topic of the notifier's own was passed over because nobody can read it. */
  void logUnreadable();

  /**
   * A notification was delivered.
   *
   * @param sincePlanned from the decision to tell to the delivery; what retries cost
   * @param sinceAlerts from the business time of each step told for the first time to the delivery,
   *     waits that are wanted included
   */
  void delivered(String targetId, Duration sincePlanned, List<Duration> sinceAlerts);

  /** An attempt failed. */
  void attemptFailed(String targetId);

  /** A notification will be tried again. */
  void retried(String targetId);

  /** A notification was given up; it went to the dead letters. */
  void deadLettered(String targetId);

  /** A notification was dropped because something later was told of its alerts. */
  void overtaken(String targetId);

  /** Somebody asked to try a dead letter again. */
  void redriven(String targetId);

  /** What is on its way now. */
  void onTheirWay(Collection<Load> loads);

  /**
   * What a channel has before it.
   *
   * @param queued notifications that are planned and not delivered
   * @param waiting those of them that failed and wait for another attempt
   */
  record Load(String targetId, int queued, int waiting) {}

  /** An alert is held back that was not held back before at this address for this reason. */
  void held(String targetId, Hold.Reason reason);

  /** What is held back now. */
  void holding(Collection<Hold> holds);

  /** How many alerts are known that are not over. */
  void openAlerts(int count);
}
