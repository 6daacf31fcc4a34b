package dev.customerhealth.bench;

import dev.customerhealth.bench.floor.ConsumerFloor;
import dev.customerhealth.bench.floor.FloorArguments;
import dev.customerhealth.bench.floor.StreamsFloor;
import dev.customerhealth.testing.ChildJvm;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The floors of the benchmark. */
enum Floor implements Contestant {
  CONSUMER(
      ConsumerFloor.CONSUME,
      ConsumerFloor.class,
      "plain consumer: reads, commits its position every 100 ms"),
  COPY(
      ConsumerFloor.COPY,
      ConsumerFloor.class,
      "consumer to producer copy, one transaction every 100 ms"),
  PASS_THROUGH(
      StreamsFloor.PASS_THROUGH,
      StreamsFloor.class,
      "Kafka Streams, forwards every event, no state"),
  GET_PUT(
      StreamsFloor.GET_PUT,
      StreamsFloor.class,
      "Kafka Streams, one RocksDB get and put of 400 bytes per event"),
  GET_PUT_UNORDERED(
      StreamsFloor.GET_PUT_UNORDERED,
      StreamsFloor.class,
      "get-put with max.task.idle.ms=-1: takes what it has, without looking whether earlier events"
          + " of other topics are still to come");

  private final String label;
  private final Class<?> mainClass;
  private final String description;

  Floor(String label, Class<?> mainClass, String description) {
    this.label = label;
    this.mainClass = mainClass;
    this.description = description;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public boolean stateful() {
    return this == GET_PUT || this == GET_PUT_UNORDERED;
  }

  @Override
  public String output() {
    return this == CONSUMER ? null : TestBed.FLOOR_OUTPUT;
  }

  @Override
  public OptionalInt answered(ConsumerRecord<byte[], byte[]> output, String idPrefix) {
    Header index = output.headers().lastHeader(FloorArguments.INDEX_HEADER);
    return index == null
        ? OptionalInt.empty()
        : OptionalInt.of(ByteBuffer.wrap(index.value()).getInt());
  }

  @Override
  public boolean answersAll() {
    return true;
  }

  @Override
  public ChildJvm process(Setting setting) {
    FloorArguments arguments =
        new FloorArguments(
            label,
            setting.testBed().bootstrapServers(),
            setting.group(),
            setting.testBed().inputs(),
            TestBed.FLOOR_OUTPUT,
            setting.stateDirectory(),
            setting.threads());
    return new ChildJvm(mainClass).arguments(arguments.toArray());
  }
}
