package dev.customerhealth.runtime;

import dev.customerhealth.publication.TickFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says to every partition of {@code clock-ticks}, again and again, what time it is. The tick waits
 * in line with the data, so that a service that lags behind does not think its customers silent.
 *
 * <p>Before it speaks in a partition it listens, see {@link PartitionEar}, and stays quiet when
 *
 * <ul>
 *   <li>another instance had the last word since the round before: one of several is enough;
 *   <li>an import or simulation (any source but {@link #SOURCE}) spoke within {@link #HOLD_OFF}: it
 *       brings its own time, and "now" between its years would make its next events late. It must
 *       therefore tick every partition at least that often in real time; the hold ends by itself
 *       when it is done or dead;
 *   <li>a later time was said than ours: an earlier one changes nothing;
 *   <li>the group has not yet worked off what waited there at an earlier round, see {@link
 *       PartitionBacklog}: after a long outage the past comes first.
 * </ul>
 */
public final class TickSource implements AutoCloseable {

  /** What our own ticks name as their source. */
  public static final String SOURCE = "service";

  /** How long the ticks of an import or simulation keep the running service quiet. */
  public static final Duration HOLD_OFF = Duration.ofSeconds(30);

  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String CLIENT_ID = "clock-ticks";

  private static final Logger log = LoggerFactory.getLogger(TickSource.class);

  private final TickFormat format;
  private final Clock clock;
  private final Duration interval;
  private final Producer<byte[], byte[]> producer;
  private final TickListener listener;
  private final Backlog backlog;
  private final ScheduledExecutorService rhythm;
  private boolean failing;

  /**
   * A source that is quiet until {@link #start()}.
   *
   * @param clientSettings for consumer and producer
   * @param format where and in which bytes to speak
   * @param clock what time it is
   * @param interval how often
   * @param backlog where the group has caught up
   */
  TickSource(
      Map<String, Object> clientSettings,
      TickFormat format,
      Clock clock,
      Duration interval,
      Backlog backlog) {
    this.backlog = backlog;
    this.format = format;
    this.clock = clock;
    this.interval = interval;
    this.producer = new KafkaProducer<>(producerSettings(clientSettings));
    this.listener = new TickListener(clientSettings, format);
    this.rhythm =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, CLIENT_ID);
              thread.setDaemon(true);
              return thread;
            });
  }

  private static Map<String, Object> producerSettings(Map<String, Object> clientSettings) {
    Map<String, Object> settings = new HashMap<>(clientSettings);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, CLIENT_ID);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    // A tick that waits out an outage is worth nothing: the next round brings a newer one.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * (int) PATIENCE.toMillis());
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return settings;
  }

  /** Speaks at once and then in the rhythm of the interval. */
  public void start() {
    var unused =
        rhythm.scheduleWithFixedDelay(this::round, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      tick();
      if (failing) {
        failing = false;
        log.info("clock ticks go out again");
      }
    } catch (RuntimeException e) {
      // A round may fail, time goes on: broker or registry may be away for a while.
      if (!failing) {
        failing = true;
        log.warn("clock ticks cannot be sent, trying on: cause={}", PlainWords.of(e));
      }
    }
  }

  /**
   * One round: listens, then speaks where it may.
   *
   * @return the number of partitions that were told the time
   */
  int tick() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Set<Integer> workedOff = backlog.workedOff();
    List<PartitionEar> silent =
        listener.listen().stream()
            .filter(ear -> workedOff.contains(ear.partition()))
            .filter(ear -> ear.maySpeak(now, System.nanoTime()))
            .toList();
    if (silent.isEmpty()) {
      return 0;
    }
    byte[] bytes = format.write(now, SOURCE);
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (PartitionEar ear : silent) {
      sent.add(producer.send(new ProducerRecord<>(format.topic(), ear.partition(), null, bytes)));
    }
    producer.flush();
    for (int index = 0; index < sent.size(); index++) {
      silent.get(index).spoke(offset(sent.get(index)));
    }
    return silent.size();
  }

  private static long offset(Future<RecordMetadata> sent) {
    try {
      return sent.get().offset();
    } catch (ExecutionException e) {
      throw new KafkaException("tick not sent", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while sending a tick", e);
    }
  }

  /** Falls silent. A second call does nothing. */
  @Override
  public void close() {
    rhythm.shutdown();
    try {
      if (!rhythm.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        rhythm.shutdownNow();
        boolean ended = rhythm.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        log.warn("clock ticks fell silent late: ended={}", ended);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    listener.close();
    producer.close(Duration.ofSeconds(1));
  }
}
