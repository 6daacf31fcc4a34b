package dev.customerhealth.runtime;

import dev.customerhealth.publication.ModelFormat;
import dev.customerhealth.publication.ModelNotice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of published models, as those who publish and those who start see it. Every partition
 * has a copy of every publication; the first is read.
 */
public final class PublishedModels {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final int FIRST = 0;

  private final Map<String, Object> clientSettings;
  private final ModelFormat format;

  /**
   * The topic of an installation.
   *
   * @param clientSettings for consumers and producers
   */
  public PublishedModels(Map<String, Object> clientSettings, ModelFormat format) {
    this.clientSettings = Map.copyOf(clientSettings);
    this.format = format;
  }

  /**
   * Everything there is, in the order in which it was published; of a key the latest.
   *
   * @throws TimeoutException when it cannot be read within 30 s
   */
  public List<ModelNotice> all() {
    Map<String, ModelNotice> notices = new LinkedHashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      TopicPartition first = new TopicPartition(format.topic(), FIRST);
      consumer.assign(List.of(first));
      consumer.seekToBeginning(List.of(first));
      long end = consumer.endOffsets(List.of(first)).get(first);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(first) < end) {
        if (System.nanoTime() > deadline) {
          throw new TimeoutException("the published models could not be read within " + PATIENCE);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record, notices);
        }
      }
    }
    return List.copyOf(notices.values());
  }

  private void take(ConsumerRecord<byte[], byte[]> record, Map<String, ModelNotice> notices) {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    notices.remove(key);
    format.read(record.value()).ifPresent(notice -> notices.put(key, notice));
  }

  /**
   * Publishes to every partition at once, and records it in the audit log: all or nothing. Of two
   * who publish at the same time one is turned away. Returns when whoever reads from then on finds
   * it: Kafka says that a transaction is committed before all of its partitions know.
   *
   * @param before what it replaces, for a person; null when nothing
   * @throws TimeoutException when it was published and cannot be read in some partition after 30 s
   * @throws KafkaException when it could not be published; nothing was then
   */
  public void publish(ModelNotice notice, String before) {
    Map<String, Object> settings = producerSettings();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "scoring-models-publisher");
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
      producer.initTransactions();
      if (all().stream().anyMatch(known -> known.key().equals(notice.key()))) {
        throw new KafkaException(notice.name() + " was published meanwhile by somebody else");
      }
      producer.beginTransaction();
      List<Future<RecordMetadata>> sent = send(producer, notice, before);
      producer.commitTransaction();
      awaitReadable(notice, sent);
    }
  }

  private List<Future<RecordMetadata>> send(
      Producer<byte[], byte[]> producer, ModelNotice notice, String before) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    byte[] key = bytes(notice.key());
    byte[] value = format.write(notice);
    int partitions = producer.partitionsFor(format.topic()).size();
    for (int partition = 0; partition < partitions; partition++) {
      sent.add(producer.send(new ProducerRecord<>(format.topic(), partition, key, value)));
    }
    sent.add(
        producer.send(
            new ProducerRecord<>(
                format.auditTopic(), bytes(notice.id()), format.audit(notice, before))));
    return sent;
  }

  /** A tick that is sent then comes after it in every partition, however busy the broker is. */
  private void awaitReadable(ModelNotice notice, List<Future<RecordMetadata>> sent) {
    try {
      Map<TopicPartition, Long> written = new HashMap<>();
      for (Future<RecordMetadata> each : sent) {
        RecordMetadata record = each.get();
        written.put(new TopicPartition(record.topic(), record.partition()), record.offset());
      }
      Set<TopicPartition> unreadable = unreadableFor(PATIENCE, written);
      if (!unreadable.isEmpty()) {
        throw new TimeoutException(
            notice.name()
                + " is published, but after "
                + PATIENCE.toSeconds()
                + " s it cannot be read in "
                + unreadable
                + ": a transaction of somebody else lies open there");
      }
    } catch (ExecutionException failed) {
      throw new KafkaException(notice.name() + " could not be published", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while " + notice.name() + " was published", stopped);
    }
  }

  /** To who reads what is committed, a partition ends where the first open transaction begins. */
  private Set<TopicPartition> unreadableFor(Duration patience, Map<TopicPartition, Long> written)
      throws InterruptedException {
    Set<TopicPartition> unreadable = new HashSet<>(written.keySet());
    long deadline = System.nanoTime() + patience.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      while (true) {
        consumer
            .endOffsets(unreadable)
            .forEach(
                (partition, end) -> {
                  if (end > written.get(partition)) {
                    unreadable.remove(partition);
                  }
                });
        if (unreadable.isEmpty() || System.nanoTime() > deadline) {
          return unreadable;
        }
        Thread.sleep(LOOK_AGAIN.toMillis());
      }
    }
  }

  /**
   * Something that the configuration brings along.
   *
   * @param scores whether it judges from now on; else something published goes before it
   * @param before what it replaces, for a person; null when nothing
   * @param after what it says, for a person
   * @param occasion tells this entry of the audit log from earlier ones of the same version; null
   *     for the first
   */
  record Configured(
      ModelNotice notice, boolean scores, String before, String after, String occasion) {

    /** Something that was never configured before. */
    Configured(ModelNotice notice, boolean scores, String before, String after) {
      this(notice, scores, before, after, null);
    }
  }

  /**
   * Remembers what the configuration brings along; it concerns no partition in particular. First it
   * is recorded in the audit log: whoever is stopped between the two records it again the next
   * time, under the same id.
   */
  void remember(List<Configured> configured) {
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(producerSettings())) {
      List<Future<?>> recorded = new ArrayList<>();
      for (Configured each : configured) {
        byte[] entry =
            format.auditConfigured(
                each.notice(), each.scores(), each.before(), each.after(), each.occasion());
        recorded.add(
            producer.send(
                new ProducerRecord<>(format.auditTopic(), bytes(each.notice().id()), entry)));
      }
      await(producer, recorded);
      List<Future<?>> sent = new ArrayList<>();
      for (Configured each : configured) {
        byte[] key = bytes(each.notice().key());
        sent.add(
            producer.send(
                new ProducerRecord<>(format.topic(), FIRST, key, format.write(each.notice()))));
      }
      await(producer, sent);
    } catch (ExecutionException failed) {
      throw new KafkaException("the configured models could not be noted", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while noting the configured models", stopped);
    }
  }

  private static void await(Producer<byte[], byte[]> producer, List<Future<?>> sent)
      throws ExecutionException, InterruptedException {
    producer.flush();
    for (Future<?> each : sent) {
      each.get();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, Object> producerSettings() {
    Map<String, Object> settings = new HashMap<>(clientSettings);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "scoring-models");
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
    return settings;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(clientSettings);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "scoring-models");
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return new KafkaConsumer<>(settings);
  }
}
