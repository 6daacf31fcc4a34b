package dev.customerhealth.publication;

import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.contract.Topic;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;

/** The bytes of a clock tick, for who lets time pass. */
public final class TickFormat {

  private final Topic<ClockTick> topic;
  private final Serde<ClockTick> serde;

  public TickFormat(Topic<ClockTick> topic, Serde<ClockTick> serde) {
    this.topic = topic;
    this.serde = serde;
  }

  /**
   * A tick as it was said.
   *
   * @param time the business time
   * @param source who said it, null when unsaid
   */
  public record Said(Instant time, String source) {}

  /** The topic of the ticks. */
  public String topic() {
    return topic.name();
  }

  /** Its partitions; each must be told the time. */
  public int partitions() {
    return topic.partitions();
  }

  /** The value of a record that says it is now this time. */
  public byte[] write(Instant time, String source) {
    return serde.serializer().serialize(topic.name(), new ClockTick(time, source, null));
  }

  /** What a record said; empty when it is no tick, or a verdict about the whole fleet. */
  public Optional<Said> read(byte[] value) {
    try {
      return Optional.ofNullable(serde.deserializer().deserialize(topic.name(), value))
          .filter(tick -> tick.getHold() == null)
          .map(tick -> new Said(tick.getTime(), tick.getSource()));
    } catch (SerializationException undecodable) {
      return Optional.empty();
    }
  }
}
