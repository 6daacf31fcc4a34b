package dev.customerhealth.contract;

import java.time.Duration;

/**
 * What an installation may choose about its topics.
 *
 * @param partitions partitions of every topic, inputs and outputs alike, 1 to 1,000. The inputs
 *     must agree, or one account's events would be read by different tasks; it cannot be changed
 *     later without loading the history anew
 * @param inputRetention how long inputs and ticks are kept; null for ever, so that a new model can
 *     be replayed over all of history. Of profiles the latest is kept for ever
 * @param outputRetention how long score changes and alerts are kept; null for ever
 * @param refusedRetention how long rejected events and dead letters are kept; null for ever
 */
public record TopicSettings(
    int partitions, Duration inputRetention, Duration outputRetention, Duration refusedRetention) {

  private static final int MOST_PARTITIONS = 1000;

  public TopicSettings {
    if (partitions < 1 || partitions > MOST_PARTITIONS) {
      throw new IllegalArgumentException(
          "partitions must be 1 to " + MOST_PARTITIONS + ", not " + partitions);
    }
  }

  /** Eight partitions; inputs and outputs for ever, refused records for 30 days. */
  public static TopicSettings standard() {
    return new TopicSettings(8, null, null, Duration.ofDays(30));
  }

  /** The same with another number of partitions. */
  public TopicSettings withPartitions(int number) {
    return new TopicSettings(number, inputRetention, outputRetention, refusedRetention);
  }
}
