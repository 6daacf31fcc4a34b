package dev.customerhealth.bench.floor;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The floors without Kafka Streams: {@value #CONSUME} reads and commits its position; {@value
 * #COPY} writes every record to the output too, both in one transaction per commit interval.
 */
public final class ConsumerFloor {
  public static final String CONSUME = "consume";
  public static final String COPY = "copy";

  private static final long COMMIT_NANOS =
      TimeUnit.MILLISECONDS.toNanos(FloorArguments.COMMIT_INTERVAL_MILLIS);

  private final FloorArguments arguments;
  private final CountDownLatch stop;
  private final Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
  private long checksum;

  private ConsumerFloor(FloorArguments arguments, CountDownLatch stop) {
    this.arguments = arguments;
    this.stop = stop;
  }

  public static void main(String[] commandLine) {
    FloorArguments arguments = FloorArguments.parse(commandLine);
    CountDownLatch finished = new CountDownLatch(1);
    try {
      ConsumerFloor floor = new ConsumerFloor(arguments, FloorArguments.stopSignal(finished));
      if (arguments.kind().equals(COPY)) {
        floor.copy();
      } else {
        floor.consume();
      }
    } finally {
      finished.countDown();
    }
  }

  private void consume() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.subscribe(arguments.inputs());
      long committedAt = System.nanoTime();
      while (stop.getCount() > 0) {
        for (ConsumerRecord<byte[], byte[]> read : consumer.poll(untilCommit(committedAt))) {
          touch(read);
        }
        if (System.nanoTime() - committedAt >= COMMIT_NANOS) {
          committedAt = System.nanoTime();
          if (!positions.isEmpty()) {
            consumer.commitSync(takePositions());
          }
        }
      }
    }
    System.err.println("checksum " + checksum);
  }

  private void copy() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer();
        Producer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      consumer.subscribe(arguments.inputs());
      long begun = System.nanoTime();
      while (stop.getCount() > 0) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(untilCommit(begun));
        if (!records.isEmpty() && positions.isEmpty()) {
          producer.beginTransaction();
        }
        for (ConsumerRecord<byte[], byte[]> read : records) {
          touch(read);
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      arguments.output(),
                      read.partition(),
                      null,
                      read.key(),
                      read.value(),
                      read.headers()));
        }
        if (System.nanoTime() - begun >= COMMIT_NANOS) {
          begun = System.nanoTime();
          if (!positions.isEmpty()) {
            producer.sendOffsetsToTransaction(takePositions(), consumer.groupMetadata());
            producer.commitTransaction();
          }
        }
      }
    }
    System.err.println("checksum " + checksum);
  }

  /** Keeps the compiler from seeing that nobody wants the record. */
  private void touch(ConsumerRecord<byte[], byte[]> read) {
    checksum = 31 * checksum + (read.value() == null ? 0 : read.value().length);
    positions.put(
        new TopicPartition(read.topic(), read.partition()),
        new OffsetAndMetadata(read.offset() + 1));
  }

  private Map<TopicPartition, OffsetAndMetadata> takePositions() {
    Map<TopicPartition, OffsetAndMetadata> taken = Map.copyOf(positions);
    positions.clear();
    return taken;
  }

  private static Duration untilCommit(long since) {
    return Duration.ofNanos(Math.max(0, COMMIT_NANOS - (System.nanoTime() - since)));
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            arguments.bootstrapServers(),
            ConsumerConfig.GROUP_ID_CONFIG,
            arguments.group(),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            arguments.bootstrapServers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            arguments.group(),
            // What Kafka Streams gives its producers.
            ProducerConfig.LINGER_MS_CONFIG,
            FloorArguments.COMMIT_INTERVAL_MILLIS),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
