package dev.customerhealth.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that gives the records of topics that are read together in {@link AppendOrder}. To
 * whoever uses it, what is kept back has not been read: positions, lags and the offsets to go on
 * from are as if the next poll read it.
 */
final class AppendOrderConsumer extends KafkaConsumer<byte[], byte[]> {

  /**
   * Records of a partition kept back before no more of it is read: about as many as one poll brings
   * and as Kafka Streams itself keeps.
   */
  private static final int ROOM = 1_000;

  private final AppendOrder order;

  /** Those that whoever uses this wants nothing of. */
  private final Set<TopicPartition> paused = new HashSet<>();

  /** Those of which enough is kept back. */
  private final Set<TopicPartition> full = new HashSet<>();

  AppendOrderConsumer(Map<String, Object> configuration, Set<String> topics) {
    super(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.order = new AppendOrder(topics);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    Duration patience =
        order.hasSome(super::currentLag, paused::contains) ? Duration.ZERO : timeout;
    ConsumerRecords<byte[], byte[]> read = super.poll(patience);
    ConsumerRecords<byte[], byte[]> told =
        order.exchange(read, super::currentLag, paused::contains);
    makeRoom();
    return told;
  }

  private void makeRoom() {
    for (TopicPartition partition : assignment()) {
      boolean enough = order.held(partition) >= ROOM;
      if (enough && full.add(partition)) {
        super.pause(Set.of(partition));
      } else if (!enough && full.remove(partition) && !paused.contains(partition)) {
        super.resume(Set.of(partition));
      }
    }
  }

  @Override
  public void pause(Collection<TopicPartition> partitions) {
    super.pause(partitions);
    paused.addAll(partitions);
  }

  @Override
  public void resume(Collection<TopicPartition> partitions) {
    super.resume(partitions.stream().filter(partition -> !full.contains(partition)).toList());
    paused.removeAll(partitions);
  }

  @Override
  public Set<TopicPartition> paused() {
    return Set.copyOf(paused);
  }

  @Override
  public long position(TopicPartition partition) {
    OptionalLong held = order.firstHeld(partition);
    return held.isPresent() ? held.getAsLong() : super.position(partition);
  }

  @Override
  public long position(TopicPartition partition, Duration timeout) {
    OptionalLong held = order.firstHeld(partition);
    return held.isPresent() ? held.getAsLong() : super.position(partition, timeout);
  }

  @Override
  public OptionalLong currentLag(TopicPartition partition) {
    OptionalLong beyond = super.currentLag(partition);
    return beyond.isPresent()
        ? OptionalLong.of(beyond.getAsLong() + order.held(partition))
        : beyond;
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    super.seek(partition, offset);
    order.forget(List.of(partition));
  }

  @Override
  public void seek(TopicPartition partition, OffsetAndMetadata offset) {
    super.seek(partition, offset);
    order.forget(List.of(partition));
  }

  @Override
  public void seekToBeginning(Collection<TopicPartition> partitions) {
    super.seekToBeginning(partitions);
    order.forget(partitions.isEmpty() ? assignment() : partitions);
  }

  @Override
  public void seekToEnd(Collection<TopicPartition> partitions) {
    super.seekToEnd(partitions);
    order.forget(partitions.isEmpty() ? assignment() : partitions);
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
    super.subscribe(topics, new Sharing(listener));
  }

  @Override
  public void unsubscribe() {
    super.unsubscribe();
    order.revokedAll();
    paused.clear();
    full.clear();
  }

  /**
   * Keeps in step with which partitions are this consumer's, before whoever uses it hears of it. A
   * partition that comes anew is not paused, whatever it was when it went.
   */
  private final class Sharing implements ConsumerRebalanceListener {

    private final ConsumerRebalanceListener told;

    Sharing(ConsumerRebalanceListener told) {
      this.told = told;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      gone(partitions);
      order.assigned(partitions);
      told.onPartitionsAssigned(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      gone(partitions);
      told.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      gone(partitions);
      told.onPartitionsLost(partitions);
    }

    private void gone(Collection<TopicPartition> partitions) {
      order.revoked(partitions);
      paused.removeAll(partitions);
      full.removeAll(partitions);
    }
  }
}
