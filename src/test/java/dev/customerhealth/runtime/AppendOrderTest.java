package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendOrderTest {

  private static final TopicPartition USAGE = new TopicPartition("usage", 0);
  private static final TopicPartition TICKS = new TopicPartition("ticks", 0);
  private static final TopicPartition USAGE_1 = new TopicPartition("usage", 1);
  private static final TopicPartition TICKS_1 = new TopicPartition("ticks", 1);
  private static final TopicPartition OTHER = new TopicPartition("other", 0);

  private final AppendOrder order = new AppendOrder(Set.of("usage", "ticks"));
  private final Map<TopicPartition, Long> lags = new HashMap<>();
  private final Set<TopicPartition> paused = new HashSet<>();

  @Test
  void records_of_one_partition_number_go_out_by_the_time_they_were_appended() {
    assigned(USAGE, TICKS);
    lags.putAll(Map.of(USAGE, 0L, TICKS, 0L));

    ConsumerRecords<byte[], byte[]> out =
        give(Map.of(USAGE, times(0, 10, 30, 50), TICKS, times(0, 20, 40)));

    assertThat(offsets(out, USAGE)).containsExactly(0L, 1L, 2L);
    assertThat(offsets(out, TICKS)).containsExactly(0L, 1L);
    assertThat(next(out)).isEqualTo(Map.of(USAGE, 3L, TICKS, 2L));
  }

  @Test
  void nothing_goes_out_past_a_topic_that_has_more_in_the_broker_and_nothing_here() {
    assigned(USAGE, TICKS);
    lags.putAll(Map.of(USAGE, 0L, TICKS, 7L));

    ConsumerRecords<byte[], byte[]> out =
        give(Map.of(USAGE, times(0, 10, 30, 50), TICKS, times(0, 20)));

    assertThat(offsets(out, USAGE)).containsExactly(0L);
    assertThat(offsets(out, TICKS)).containsExactly(0L);
    assertThat(next(out)).isEqualTo(Map.of(USAGE, 1L, TICKS, 1L));
    assertThat(order.held(USAGE)).isEqualTo(2);
    assertThat(order.firstHeld(USAGE)).hasValue(1);
  }

  @Test
  void what_is_not_known_of_a_topic_is_waited_for() {
    assigned(USAGE, TICKS);
    lags.put(USAGE, 0L);

    assertThat(give(Map.of(USAGE, times(0, 10))).isEmpty()).isTrue();
    lags.put(TICKS, 0L);
    assertThat(order.hasSome(this::lag, paused::contains)).isTrue();
    assertThat(offsets(give(Map.of()), USAGE)).containsExactly(0L);
  }

  @Test
  void other_partition_numbers_are_not_held_up() {
    assigned(USAGE, TICKS, USAGE_1, TICKS_1);
    lags.putAll(Map.of(USAGE, 0L, TICKS, 1L, USAGE_1, 0L, TICKS_1, 0L));

    ConsumerRecords<byte[], byte[]> out = give(Map.of(USAGE, times(0, 10), USAGE_1, times(0, 20)));

    assertThat(out.partitions()).containsExactly(USAGE_1);
  }

  @Test
  void topics_that_are_read_by_themselves_pass_as_they_come() {
    assigned(USAGE, TICKS, OTHER);
    lags.put(TICKS, 1L);

    ConsumerRecords<byte[], byte[]> out =
        give(Map.of(USAGE, times(0, 10), OTHER, times(4, 30, 20)));

    assertThat(offsets(out, OTHER)).containsExactly(4L, 5L);
    assertThat(next(out)).isEqualTo(Map.of(OTHER, 6L));
  }

  @Test
  void nothing_goes_out_past_a_partition_of_which_nothing_is_wanted() {
    assigned(USAGE, TICKS);
    lags.putAll(Map.of(USAGE, 0L, TICKS, 0L));
    paused.add(TICKS);

    ConsumerRecords<byte[], byte[]> out =
        give(Map.of(USAGE, times(0, 10, 30), TICKS, times(0, 20)));

    assertThat(offsets(out, USAGE)).containsExactly(0L);
    assertThat(order.hasSome(this::lag, paused::contains)).isFalse();
    paused.clear();
    assertThat(order.hasSome(this::lag, paused::contains)).isTrue();
  }

  @Test
  void what_was_kept_of_a_partition_that_went_is_not_given() {
    assigned(USAGE, TICKS);
    lags.putAll(Map.of(USAGE, 0L, TICKS, 1L));
    give(Map.of(USAGE, times(0, 10)));

    order.revoked(List.of(USAGE));
    order.assigned(List.of(USAGE));
    lags.put(TICKS, 0L);

    assertThat(give(Map.of()).isEmpty()).isTrue();
    assertThat(order.firstHeld(USAGE)).isEmpty();
  }

  @Test
  void a_topic_of_a_partition_that_went_is_not_waited_for() {
    assigned(USAGE, TICKS);
    lags.putAll(Map.of(USAGE, 0L, TICKS, 1L));
    give(Map.of(USAGE, times(0, 10)));

    order.revoked(List.of(TICKS));

    assertThat(offsets(give(Map.of()), USAGE)).containsExactly(0L);
  }

  @Test
  void what_was_kept_is_forgotten_where_reading_goes_on_elsewhere() {
    assigned(USAGE, TICKS);
    lags.putAll(Map.of(USAGE, 0L, TICKS, 1L));
    give(Map.of(USAGE, times(5, 10)));

    order.forget(List.of(USAGE));
    lags.put(TICKS, 0L);

    assertThat(offsets(give(Map.of(USAGE, times(2, 3))), USAGE)).containsExactly(2L);
  }

  @Test
  void a_reader_that_stepped_over_control_records_tells_so_when_nothing_is_kept() {
    assigned(USAGE, TICKS);
    lags.putAll(Map.of(USAGE, 0L, TICKS, 0L));

    ConsumerRecords<byte[], byte[]> out =
        order.exchange(
            new ConsumerRecords<>(Map.of(), Map.of(USAGE, new OffsetAndMetadata(9))),
            this::lag,
            paused::contains);

    assertThat(next(out)).isEqualTo(Map.of(USAGE, 9L));
    assertThat(next(give(Map.of()))).isEmpty();
  }

  /** Whatever the broker gives at a time, whatever is paused, whatever is known when. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void every_record_goes_out_once_and_in_append_order(long seed) {
    Random random = new Random(seed);
    List<TopicPartition> partitions =
        List.of(USAGE, TICKS, USAGE_1, TICKS_1, new TopicPartition("tickets", 0), OTHER);
    AppendOrder mixed = new AppendOrder(Set.of("usage", "ticks", "tickets"));
    mixed.assigned(partitions);
    Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> broker = new LinkedHashMap<>();
    for (TopicPartition partition : partitions) {
      long time = random.nextInt(50);
      Deque<ConsumerRecord<byte[], byte[]>> log = new ArrayDeque<>();
      int size = random.nextInt(200);
      for (int offset = 0; offset < size; offset++) {
        time += random.nextInt(5);
        log.add(at(partition, offset, time));
      }
      broker.put(partition, log);
    }
    Map<TopicPartition, Long> told = new HashMap<>();
    Map<Integer, Long> lastTime = new HashMap<>();
    int left = broker.values().stream().mapToInt(Deque::size).sum();

    for (int poll = 0; left > 0; poll++) {
      assertThat(poll).as("polls of seed %d", seed).isLessThan(20_000);
      Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> read = new HashMap<>();
      Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
      broker.forEach(
          (partition, log) -> {
            List<ConsumerRecord<byte[], byte[]>> some = new ArrayList<>();
            for (int i = random.nextInt(12); i > 6 && !log.isEmpty(); i--) {
              some.add(log.remove());
            }
            if (!some.isEmpty()) {
              read.put(partition, some);
              next.put(partition, new OffsetAndMetadata(some.get(some.size() - 1).offset() + 1));
            }
          });
      Set<TopicPartition> unwanted = new HashSet<>();
      partitions.stream().filter(each -> random.nextInt(5) == 0).forEach(unwanted::add);
      unwanted.remove(OTHER);
      ConsumerRecords<byte[], byte[]> out =
          mixed.exchange(
              new ConsumerRecords<>(read, next),
              partition -> OptionalLong.of(broker.get(partition).size()),
              unwanted::contains);

      left -= out.count();
      assertThat(out.partitions()).noneMatch(unwanted::contains);
      List<ConsumerRecord<byte[], byte[]>> merged = new ArrayList<>();
      for (TopicPartition partition : out.partitions()) {
        for (ConsumerRecord<byte[], byte[]> record : out.records(partition)) {
          assertThat(record.offset()).isEqualTo(told.getOrDefault(partition, -1L) + 1);
          told.put(partition, record.offset());
          if (!partition.equals(OTHER)) {
            merged.add(record);
          }
        }
        assertThat(out.nextOffsets().get(partition).offset()).isEqualTo(told.get(partition) + 1);
      }
      for (ConsumerRecord<byte[], byte[]> record : merged) {
        assertThat(record.timestamp())
            .isGreaterThanOrEqualTo(lastTime.getOrDefault(record.partition(), 0L));
      }
      merged.forEach(record -> lastTime.merge(record.partition(), record.timestamp(), Math::max));
    }
  }

  private void assigned(TopicPartition... partitions) {
    order.assigned(List.of(partitions));
  }

  private OptionalLong lag(TopicPartition partition) {
    return lags.containsKey(partition)
        ? OptionalLong.of(lags.get(partition))
        : OptionalLong.empty();
  }

  private record Times(long firstOffset, List<Long> times) {}

  private static Times times(long firstOffset, long... times) {
    return new Times(firstOffset, LongStream.of(times).boxed().toList());
  }

  private ConsumerRecords<byte[], byte[]> give(Map<TopicPartition, Times> read) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    read.forEach(
        (partition, times) -> {
          List<ConsumerRecord<byte[], byte[]>> some = new ArrayList<>();
          for (long time : times.times()) {
            some.add(at(partition, times.firstOffset() + some.size(), time));
          }
          records.put(partition, some);
          next.put(partition, new OffsetAndMetadata(times.firstOffset() + some.size()));
        });
    return order.exchange(new ConsumerRecords<>(records, next), this::lag, paused::contains);
  }

  private static ConsumerRecord<byte[], byte[]> at(
      TopicPartition partition, long offset, long time) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        time,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        new byte[0],
        new byte[0],
        new RecordHeaders(),
        Optional.empty());
  }

  private static List<Long> offsets(
      ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
    return records.records(partition).stream().map(ConsumerRecord::offset).toList();
  }

  private static Map<TopicPartition, Long> next(ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, Long> next = new HashMap<>();
    records.nextOffsets().forEach((partition, offset) -> next.put(partition, offset.offset()));
    return next;
  }
}
