package dev.customerhealth.contract;

import java.util.List;

/**
 * The topics only the notifier needs, beside {@code health-alerts}. JSON, so that people can read
 * them with any tool. One partition each: one notifier is at work at a time.
 *
 * @param log what the notifier knows: open alerts and what was told of them, notifications on their
 *     way, notifications delivered
 * @param retries notifications that failed and will be tried again, with reason and time
 * @param deadLetters notifications given up, with the reason
 */
public record NotifierTopics(Topic<byte[]> log, Topic<byte[]> retries, Topic<byte[]> deadLetters) {

  /** Room for a digest of thousands of alerts. */
  private static final int FOUR_MEBIBYTES = 4_194_304;

  /** The topics with an installation's settings. */
  public static NotifierTopics of(TopicSettings settings) {
    return new NotifierTopics(
        topic(
            "notification-log",
            TopicRole.INTERNAL,
            Retention.compactedForEver(),
            "What the notifier knows: open alerts, what was told of them, deliveries."),
        topic(
            "notification-retries",
            TopicRole.INTERNAL,
            Retention.compactedForEver(),
            "Notifications that failed and will be tried again, with reason and time."),
        topic(
            "notification-dead-letters",
            TopicRole.OUTPUT,
            new Retention(false, settings.refusedRetention()),
            "Notifications given up, with the reason."));
  }

  private static Topic<byte[]> topic(
      String name, TopicRole role, Retention retention, String description) {
    return new Topic<>(
        name, role, KeyType.RAW, byte[].class, 1, retention, FOUR_MEBIBYTES, description);
  }

  /** All of them. */
  public List<Topic<?>> all() {
    return List.of(log, retries, deadLetters);
  }
}
