package dev.customerhealth.topology;

import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.errors.ErrorHandling;
import dev.customerhealth.errors.RestartPolicy;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.runtime.AppendOrderClients;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.wire.ContractSerdes;
import dev.customerhealth.wire.RegistrySettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The stream in a process of its own, to be killed: no ticks of its own, so that what it must say
 * is known beforehand, and slow on request, so that a kill hits it in the middle of its work. It
 * tells on stdout how many records it has processed in its life; a byte on its stdin ends its
 * slowness, and the end of its stdin ends it.
 */
final class ScoringChild {

  private static final int TELL_EVERY = 10;

  private ScoringChild() {}

  /**
   * Runs until its stdin ends.
   *
   * @param arguments bootstrap servers, registry URL, application id, state directory, partitions,
   *     processing guarantee, microseconds to rest after each record, milliseconds between commits,
   *     and the name of this instance when there is more than one; then also after how many records
   *     it stands still, for ever, when it is to be killed there
   */
  public static void main(String[] arguments) throws IOException {
    Topics topics =
        Topics.of(TopicSettings.standard().withPartitions(Integer.parseInt(arguments[4])));
    TellingMetrics metrics =
        new TellingMetrics(
            Long.parseLong(arguments[6]) * 1000,
            arguments.length > 9 ? Long.parseLong(arguments[9]) : Long.MAX_VALUE);
    Map<String, Object> configuration = new HashMap<>();
    configuration.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
    configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, arguments[2]);
    configuration.put(StreamsConfig.STATE_DIR_CONFIG, arguments[3]);
    configuration.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, arguments[5]);
    configuration.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Long.parseLong(arguments[7]));
    configuration.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    // A slow machine commits more often and writes longer changelogs. Beyond the standard of 10,000
    // records a second instance would only follow them, and work from the next probing rebalance
    // on.
    configuration.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, 1_000_000L);
    // Kafka Streams asks for more, and hears of a rebalance, only when it has worked off what it
    // was
    // given: of the standard of 1,000 records that rests after each that would take a minute.
    configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 20);
    // The next life takes the place of the killed one at once.
    configuration.put(
        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, arguments.length > 8 ? arguments[8] : "only");
    configuration.putAll(HealthTopology.requiredSettings());
    configuration.putAll(ErrorHandling.properties(topics.deadLetters(), metrics));
    Properties properties = new Properties();
    properties.putAll(AppendOrderClients.settings(configuration));

    try (ContractSerdes serdes = ContractSerdes.from(Map.of(RegistrySettings.URL, arguments[1]));
        KafkaStreams streams =
            new KafkaStreams(
                new HealthTopology(
                        topics,
                        serdes::of,
                        Presets.policy(),
                        new PublishedTexts(),
                        ForetoldBook.settings(),
                        metrics)
                    .build(configuration),
                properties,
                new AppendOrderClients(topics))) {
      streams.setUncaughtExceptionHandler(RestartPolicy.standard(Clock.systemUTC()));
      streams.start();
      while (System.in.read() >= 0) {
        metrics.restNoMore();
      }
      streams.close(Duration.ofSeconds(20));
    }
  }

  private static final class TellingMetrics extends SilentMetrics {
    private final AtomicLong processed = new AtomicLong();
    private final long standsStillAfter;
    private volatile long restNanos;

    TellingMetrics(long restNanos, long standsStillAfter) {
      this.restNanos = restNanos;
      this.standsStillAfter = standsStillAfter;
    }

    void restNoMore() {
      restNanos = 0;
    }

    @Override
    public void recordCounted(String topic, RecordOutcome outcome) {
      countOne();
      long rest = restNanos;
      if (rest > 0) {
        LockSupport.parkNanos(rest);
      }
    }

    @Override
    public void deadLettered(String topic, DeadLetterCause cause) {
      countOne();
    }

    private void countOne() {
      long count = processed.incrementAndGet();
      if (count % TELL_EVERY == 0 || count >= standsStillAfter) {
        System.out.println(count);
      }
      while (count >= standsStillAfter) {
        LockSupport.park();
      }
    }
  }
}
