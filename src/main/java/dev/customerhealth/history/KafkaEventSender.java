package dev.customerhealth.history;

import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.TopicRole;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.wire.ContractSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends a history to Kafka, exactly once and in order per account.
 *
 * <p>Kafka Streams takes records of one partition number across topics by the time the broker
 * appended them, in whole milliseconds. A tick therefore waits until everything before it is
 * appended and the millisecond is over, and what follows waits for the tick in the same way:
 * without it, a day's end could be judged before the day's last events.
 */
public final class KafkaEventSender implements EventSender, AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
  private static final long ONE_MILLISECOND = 1_100_000L;
  private static final int TICK_TRIES = 5;

  /** A running service tells the time of today again when nobody else did for half a minute. */
  private static final Duration TICK_AGAIN_AFTER = Duration.ofSeconds(10);

  /** What a batch of one record may need beside its value: headers of the batch, and the key. */
  private static final int BATCH_OVERHEAD_BYTES = 4096;

  private final Producer<String, byte[]> producer;
  private final Topic<ClockTick> clockTicks;
  private final String source;
  private final Map<String, Serializer<SpecificRecord>> serializers = new HashMap<>();
  private final Appends events = new Appends();
  private final Appends ticks = new Appends();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final int mostBytes;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong tickRecords = new AtomicLong();
  private Instant lastTick;
  private long lastTickNanos;
  private long earlyTicks;

  /**
   * A sender over a producer, which it closes.
   *
   * @param source what the ticks say about who let time pass
   */
  public KafkaEventSender(
      Producer<String, byte[]> producer, Topics topics, ContractSerdes serdes, String source) {
    this.producer = producer;
    this.clockTicks = topics.clockTicks();
    this.source = source;
    this.mostBytes = topics.productUsage().maxMessageBytes() - BATCH_OVERHEAD_BYTES;
    for (Topic<?> topic : topics.read()) {
      if (topic.role() == TopicRole.INPUT) {
        serializers.put(
            topic.name(),
            anySerializer(serdes, topic.valueType().asSubclass(SpecificRecord.class)));
      }
    }
    serializers.put(clockTicks.name(), anySerializer(serdes, ClockTick.class));
  }

  /**
   * A sender with a producer of its own.
   *
   * @param client bootstrap servers, security and the like, as Kafka names them
   * @param source what the ticks say about who let time pass
   */
  public static KafkaEventSender connect(
      Map<String, Object> client, Topics topics, ContractSerdes serdes, String source) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, topics.productUsage().maxMessageBytes());
    settings.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "customer-health-" + source);
    return new KafkaEventSender(
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()),
        topics,
        serdes,
        source);
  }

  @Override
  public boolean send(HistoryEvent event) {
    byte[] value = serializers.get(event.topic()).serialize(event.topic(), event.event());
    if (value.length > mostBytes) {
      return false;
    }
    stillHere();
    send(new ProducerRecord<>(event.topic(), event.accountId(), value), events);
    sent.incrementAndGet();
    return true;
  }

  /**
   * Ends a turn: whatever was sent before is read before whatever is sent afterwards, also where
   * they go to different topics.
   *
   * @throws HistoryNotSentException when something could not be delivered
   */
  public void endTurn() {
    flush();
    pause(ONE_MILLISECOND);
  }

  @Override
  public void tick(Instant time) {
    byte[] value =
        serializers
            .get(clockTicks.name())
            .serialize(clockTicks.name(), new ClockTick(time, source, null));
    flush();
    for (int tried = 1; ; tried++) {
      pause(tried * ONE_MILLISECOND);
      ticks.reset();
      for (int partition = 0; partition < clockTicks.partitions(); partition++) {
        send(new ProducerRecord<>(clockTicks.name(), partition, null, value), ticks);
        tickRecords.incrementAndGet();
      }
      flush();
      // Brokers' clocks may differ: a tick that was appended too early is said again, later.
      if (ticks.earliest() > events.latest()) {
        break;
      }
      if (tried == TICK_TRIES) {
        earlyTicks++;
        break;
      }
    }
    pause(ONE_MILLISECOND);
    lastTick = time;
    lastTickNanos = System.nanoTime();
  }

  /** To the end, for one wait ends at once where a flush before it woke this thread late. */
  private static void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void flush() {
    producer.flush();
    requireDelivered();
  }

  /**
   * Says the last tick again when it was long ago, so that a running service does not take this
   * sender for gone and tells the time of today.
   *
   * @throws HistoryNotSentException when it could not be delivered
   */
  public void stillHere() {
    if (lastTick != null && System.nanoTime() - lastTickNanos > TICK_AGAIN_AFTER.toNanos()) {
      tick(lastTick);
    }
  }

  /** Where each partition ended after what was delivered so far: the offset after the last. */
  Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = events.positions();
    positions.putAll(ticks.positions());
    return positions;
  }

  /** Records with a tick sent so far, one per partition each; may be asked by any thread. */
  public long tickRecords() {
    return tickRecords.get();
  }

  /** Events sent so far; may be asked by any thread. */
  public long sent() {
    return sent.get();
  }

  /**
   * Ticks that a broker whose clock is behind may show before the events they follow. Such an
   * import is complete, but a day's end may have been judged too early.
   */
  public long earlyTicks() {
    return earlyTicks;
  }

  /** Gives up what is still on its way after 10 s. */
  @Override
  public void close() {
    producer.close(CLOSE_LIMIT);
  }

  /** The callback sees what the future would tell. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void send(ProducerRecord<String, byte[]> record, Appends appends) {
    requireDelivered();
    try {
      producer.send(
          record,
          (metadata, failed) -> {
            if (failed == null) {
              appends.add(metadata);
            } else {
              failure.compareAndSet(null, failed);
            }
          });
    } catch (RuntimeException failed) {
      throw notSent(failed);
    }
  }

  private void requireDelivered() {
    Exception failed = failure.get();
    if (failed != null) {
      throw notSent(failed);
    }
  }

  private static HistoryNotSentException notSent(Exception failed) {
    return new HistoryNotSentException(
        "Kafka did not take an event: " + failed.getMessage(), failed);
  }

  /** The topic decides the class, so a serializer for one class is only ever given that class. */
  @SuppressWarnings("unchecked")
  private static Serializer<SpecificRecord> anySerializer(
      ContractSerdes serdes, Class<? extends SpecificRecord> type) {
    return (Serializer<SpecificRecord>) serdes.of(type).serializer();
  }

  /** When the broker appended records, in its own milliseconds. */
  private static final class Appends {
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    synchronized void add(RecordMetadata metadata) {
      earliest = Math.min(earliest, metadata.timestamp());
      latest = Math.max(latest, metadata.timestamp());
      positions.merge(
          new TopicPartition(metadata.topic(), metadata.partition()),
          metadata.offset() + 1,
          Math::max);
    }

    synchronized Map<TopicPartition, Long> positions() {
      return new HashMap<>(positions);
    }

    synchronized void reset() {
      earliest = Long.MAX_VALUE;
    }

    synchronized long earliest() {
      return earliest;
    }

    synchronized long latest() {
      return latest;
    }
  }
}
