package dev.customerhealth.bench;

import dev.customerhealth.bench.floor.FloorArguments;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends events at a fixed rate and measures when their answers can be read.
 *
 * <p>The clock of an event starts when it was due, not when it was sent: a stall of the sender or
 * the broker is latency of every event it held up (no coordinated omission). It stops when a
 * consumer with read_committed has the answer.
 */
final class LatencyProbe {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  private final Contestant contestant;
  private final TestBed testBed;
  private final String idPrefix;
  private final long[] due;
  private final int measuredFrom;
  private final Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(5), 3);
  private final CountDownLatch reading = new CountDownLatch(1);
  private final AtomicReference<Throwable> readerFailure = new AtomicReference<>();
  private volatile boolean allSent;
  private int answers;

  private LatencyProbe(
      Contestant contestant, TestBed testBed, String idPrefix, int events, int measuredFrom) {
    this.contestant = contestant;
    this.testBed = testBed;
    this.idPrefix = idPrefix;
    this.due = new long[events];
    this.measuredFrom = measuredFrom;
  }

  /**
   * Measures a contestant that has caught up.
   *
   * @param events to send, their ids the prefix and their index
   * @param rate events per second
   * @param measuredFrom index of the first event that is not warm-up
   * @return latencies in nanoseconds
   */
  static Histogram measure(
      Contestant contestant,
      TestBed testBed,
      String idPrefix,
      List<ProducerRecord<byte[], byte[]>> events,
      int rate,
      int measuredFrom)
      throws InterruptedException {
    LatencyProbe probe =
        new LatencyProbe(contestant, testBed, idPrefix, events.size(), measuredFrom);
    Thread reader = new Thread(probe::readAll, "latency-reader");
    reader.start();
    probe.reading.await();
    probe.send(events, rate);
    probe.allSent = true;
    reader.join();
    if (probe.readerFailure.get() != null) {
      throw new IllegalStateException("answers could not be read", probe.readerFailure.get());
    }
    return probe.nanos;
  }

  private void send(List<ProducerRecord<byte[], byte[]>> events, int rate) {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                testBed.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                0),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      testBed.inputs().forEach(producer::partitionsFor);
      long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
      for (int index = 0; index < events.size(); index++) {
        due[index] = begin + TimeUnit.SECONDS.toNanos(1) * index / rate;
        waitUntil(due[index]);
        ProducerRecord<byte[], byte[]> event = events.get(index);
        event
            .headers()
            .add(FloorArguments.INDEX_HEADER, ByteBuffer.allocate(4).putInt(index).array());
        var unused = producer.send(event);
      }
    }
  }

  private static void waitUntil(long nanoTime) {
    for (long left; (left = nanoTime - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
  }

  private void readAll() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(contestant.output()).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
      reading.countDown();
      read(consumer);
    } catch (RuntimeException failed) {
      readerFailure.set(failed);
      reading.countDown();
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    long giveUp = Long.MAX_VALUE;
    while (!answered(giveUp)) {
      for (ConsumerRecord<byte[], byte[]> output : consumer.poll(POLL)) {
        note(output, System.nanoTime());
      }
      if (allSent && giveUp == Long.MAX_VALUE) {
        giveUp = System.nanoTime() + settleTime().toNanos();
      }
    }
  }

  private boolean answered(long giveUp) {
    if (contestant.answersAll() && answers == due.length) {
      return true;
    }
    if (System.nanoTime() < giveUp) {
      return false;
    }
    if (contestant.answersAll()) {
      throw new IllegalStateException(
          "%d of %d events have no answer".formatted(due.length - answers, due.length));
    }
    return true;
  }

  /** How long after the last event an answer may come when it is not known how many will. */
  private Duration settleTime() {
    return contestant.answersAll() ? ANSWER_LIMIT : Duration.ofSeconds(3);
  }

  private void note(ConsumerRecord<byte[], byte[]> output, long now) {
    OptionalInt index = contestant.answered(output, idPrefix);
    if (index.isPresent()) {
      answers++;
      if (index.getAsInt() >= measuredFrom) {
        nanos.recordValue(now - due[index.getAsInt()]);
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            testBed.bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
