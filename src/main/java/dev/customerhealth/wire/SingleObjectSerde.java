package dev.customerhealth.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Avro's single-object encoding, for topics inside the topology that nobody else reads: ten bytes
 * name the schema, and no registry is asked, so that internal topics leave no subjects behind.
 */
public final class SingleObjectSerde {
  private SingleObjectSerde() {}

  /**
   * The serde of a generated class; may be used by all threads.
   *
   * @param type the class, whose schema is the one written
   * @param schema its schema
   */
  public static <T extends SpecificRecord> Serde<T> of(Class<T> type, Schema schema) {
    SpecificData data = SpecificData.getForClass(type);
    BinaryMessageEncoder<T> encoder = new BinaryMessageEncoder<>(data, schema);
    BinaryMessageDecoder<T> decoder = new BinaryMessageDecoder<>(data, schema);
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : encoded(encoder, value),
        (topic, bytes) -> bytes == null ? null : decoded(decoder, topic, bytes));
  }

  private static <T> byte[] encoded(BinaryMessageEncoder<T> encoder, T value) {
    try {
      ByteBuffer buffer = encoder.encode(value);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
  }

  private static <T> T decoded(BinaryMessageDecoder<T> decoder, String topic, byte[] bytes) {
    try {
      return decoder.decode(bytes);
    } catch (IOException | AvroRuntimeException broken) {
      throw new SerializationException(
          "a record of topic " + topic + " is not in Avro's single-object encoding", broken);
    }
  }
}
