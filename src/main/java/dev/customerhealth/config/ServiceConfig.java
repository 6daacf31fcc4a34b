package dev.customerhealth.config;

import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.intake.IntakeLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything a run of the service is told from outside. Read by {@link ConfigLoader}; the example
 * {@code config/customer-health.yml} explains every field.
 *
 * @param applicationId Kafka Streams application id: consumer group and prefix of the internal
 *     topics; a new one starts from nothing
 * @param stateDirectory where the state stores live, absolute
 * @param kafka what every Kafka client is given
 * @param registry where schemas are registered and which serializer writes them
 * @param streams how the stream processing runs
 * @param topics how topics are created and what is demanded of them
 * @param time how business time is made and judged
 * @param http where health, metrics and answers are served
 * @param watchdog when a run that makes no progress is ended
 * @param models which scoring models there are, and who is scored by which
 * @param alerts what alerts carry and when they are held back
 * @param portfolio in what the portfolio is told
 * @param notifying what the notifier is told; the service itself does not ask
 */
public record ServiceConfig(
    String applicationId,
    Path stateDirectory,
    KafkaSettings kafka,
    RegistrySettings registry,
    StreamsSettings streams,
    TopicPlan topics,
    TimeSettings time,
    HttpSettings http,
    WatchdogSettings watchdog,
    ModelSettings models,
    AlertSettings alerts,
    PortfolioSettings portfolio,
    NotifySettings notifying) {

  /**
   * How the stream processing runs.
   *
   * @param guarantee what a crash may do to the results
   * @param commitInterval how often results become visible; latency follows it
   * @param threads stream threads in this process, at least 1; more than partitions stay idle
   * @param standbyReplicas warm copies of the state on other instances, at least 0
   * @param groupInstanceId name of this instance for static membership: a restart within the
   *     session timeout moves no partition; empty means that a clean stop leaves the group at once
   * @param cacheMemory bytes of the heap for what is written between two commits, all threads
   *     together
   * @param rocksdbMemory bytes of block cache and write buffers for all stores of this process
   */
  public record StreamsSettings(
      ProcessingGuarantee guarantee,
      Duration commitInterval,
      int threads,
      int standbyReplicas,
      Optional<String> groupInstanceId,
      long cacheMemory,
      long rocksdbMemory) {}

  /**
   * How topics are created and what is demanded of them.
   *
   * @param settings partitions and retention, as {@link dev.customerhealth.contract.Topics} takes
   *     them
   * @param replicationFactor copies of each partition; -1 leaves it to the broker's default
   */
  public record TopicPlan(TopicSettings settings, short replicationFactor) {}

  /**
   * How business time is made and judged.
   *
   * @param tickInterval how often the running service says what time it is
   * @param futureTolerance how far ahead of the time known an event may be stamped
   * @param longestOverride how long what a person sets beside a score may hold at most
   */
  public record TimeSettings(
      Duration tickInterval, Duration futureTolerance, Duration longestOverride) {

    /** What is taken for possible at the doors. */
    public IntakeLimits limits() {
      return new IntakeLimits(futureTolerance, longestOverride);
    }
  }

  /**
   * Where health, metrics and answers are served.
   *
   * @param host address to listen on
   * @param port 0 to 65535; 0 takes a free one
   */
  public record HttpSettings(String host, int port) {}

  /**
   * When a run that makes no progress is ended.
   *
   * @param stallAfter how long committed offsets may stand still while records wait and the broker
   *     answers
   * @param checkInterval how often progress is looked at
   */
  public record WatchdogSettings(Duration stallAfter, Duration checkInterval) {}
}
