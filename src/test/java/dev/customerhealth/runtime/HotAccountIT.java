package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.UsageType;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.state.AccountRecordCodec;
import dev.customerhealth.testing.WireEvents;
import dev.customerhealth.topology.RecordOutcome;
import dev.customerhealth.topology.SilentMetrics;
import dev.customerhealth.wire.ContractSerdes;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One account with a million events, through the whole service. */
class HotAccountIT {

  private static final String ACCOUNT = "hot";
  private static final int EVENTS = 1_000_000;
  private static final int BLOCK = 50_000;

  /**
   * Short ones, many of them: what else the machine does slows some, and a median leaves it out.
   */
  private static final int STRETCH = 20_000;

  private static final int STRETCHES_COMPARED = 5;

  /** Here the compiler is through with most of it: before, every event is dear. */
  private static final int WARM = 400_000;

  /** A cost that grew with the events would be 2.5 times what it was when it was warm. */
  private static final double MOST_GROWTH = 1.5;

  /** The windows of M0 hold all of it. */
  private static final Duration SPREAD = Duration.ofDays(28);

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static Cluster cluster;

  @BeforeAll
  static void startCluster() {
    cluster = Cluster.start("hot-account-it");
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void begin() throws Exception {
    cluster.begin();
  }

  @Test
  void a_million_events_are_each_counted_and_the_last_cost_no_more_than_those_before()
      throws Exception {
    sendMillion();
    StretchTimes times = new StretchTimes();
    try (RunningService service = RunningService.start(cluster.config(), times)) {
      cluster
          .client()
          .awaitConsumed(
              cluster.applicationId(), List.of(Cluster.TOPICS.productUsage().name()), LIMIT);
      service.stop();
    }

    // Ids rest as 32 bits; of four million events of the busiest account one is taken for a repeat.
    long repeats = EVENTS - cluster.loginsScored();
    assertThat(repeats).isBetween(0L, 5L);
    assertThat(cluster.accounting())
        .allMatch(AccountingLine::isEven)
        .anyMatch(
            line ->
                line.outcomes().getOrDefault(RecordOutcome.SCORED, 0L) == EVENTS - repeats
                    && line.outcomes().getOrDefault(RecordOutcome.DUPLICATE, 0L) == repeats);
    assertThat(cluster.client().readAll(Cluster.TOPICS.deadLetters().name())).isEmpty();

    byte[] kept = kept();
    DayLog days = new AccountRecordCodec().decode(ACCOUNT, kept).state().facts().days();
    assertThat(counted(days)).isEqualTo(EVENTS - repeats);
    assertThat(kept.length).as("bytes of the account in the store").isLessThan(8 * 1024);
    assertThat((double) times.medianUntil(EVENTS) / times.medianUntil(WARM))
        .as("growth of the stream thread's CPU ns per event, %s", times)
        .isLessThan(MOST_GROWTH);
  }

  /** In the order of their times, in blocks: a million at once would be a heap of their own. */
  private static void sendMillion() {
    Instant begin = Instant.now().minus(SPREAD);
    String topic = Cluster.TOPICS.productUsage().name();
    byte[] key = ACCOUNT.getBytes(StandardCharsets.UTF_8);
    try (ContractSerdes serdes = cluster.serdes()) {
      Serializer<ProductUsageEvent> serializer = serdes.of(ProductUsageEvent.class).serializer();
      for (int from = 0; from < EVENTS; from += BLOCK) {
        List<ProducerRecord<byte[], byte[]>> block = new ArrayList<>(BLOCK);
        for (int number = from; number < from + BLOCK; number++) {
          ProductUsageEvent event = event(number, begin);
          block.add(new ProducerRecord<>(topic, key, serializer.serialize(topic, event)));
        }
        cluster.client().sendAll(block);
      }
    }
  }

  private static ProductUsageEvent event(int number, Instant begin) {
    Instant at = begin.plusMillis(SPREAD.toMillis() / EVENTS * number);
    String id = "event-" + number;
    String user = "user-" + number % 20;
    return switch (number % 3) {
      case 0 -> WireEvents.login(ACCOUNT, id, user, at).build();
      case 1 -> WireEvents.login(ACCOUNT, id, user, at).setType(UsageType.SESSION).build();
      default ->
          WireEvents.featureUse(ACCOUNT, id, user, "feature-" + number % 12, at)
              .setCount(1L)
              .build();
    };
  }

  /** The account as it rests in the changelog of the store. */
  private static byte[] kept() {
    String changelog = cluster.applicationId() + "-account-health-changelog";
    return cluster.client().readAll(changelog).stream()
        .filter(record -> ACCOUNT.equals(new String(record.key(), StandardCharsets.UTF_8)))
        .reduce((earlier, later) -> later)
        .map(ConsumerRecord::value)
        .orElseThrow();
  }

  private static long counted(DayLog days) {
    return LongStream.range(0, days.size())
        .map(
            day ->
                days.count(Counter.LOGINS, Math.toIntExact(day))
                    + days.count(Counter.SESSIONS, Math.toIntExact(day))
                    + days.count(Counter.FEATURE_USES, Math.toIntExact(day)))
        .sum();
  }

  /**
   * What each stretch of events cost the stream thread that worked it off: its CPU time, which does
   * not grow with what else the machine does.
   */
  private static final class StretchTimes extends SilentMetrics {
    private final List<Long> nanos = new ArrayList<>();
    private int events;

    @Override
    public synchronized void recordCounted(String topic, RecordOutcome outcome) {
      if (!topic.equals(Cluster.TOPICS.productUsage().name())) {
        return;
      }
      events++;
      if (events == 1 || events % STRETCH == 0) {
        nanos.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
      }
    }

    /** For one event, the middle of the stretches that end with so many events. */
    synchronized long medianUntil(int count) {
      int last = count / STRETCH;
      return IntStream.rangeClosed(last - STRETCHES_COMPARED + 1, last)
          .mapToLong(this::perEvent)
          .sorted()
          .skip(STRETCHES_COMPARED / 2)
          .findFirst()
          .orElseThrow();
    }

    private long perEvent(int stretch) {
      return (nanos.get(stretch) - nanos.get(stretch - 1)) / STRETCH;
    }

    @Override
    public synchronized String toString() {
      return IntStream.range(1, nanos.size()).mapToObj(this::perEvent).toList().toString();
    }
  }
}
