package dev.customerhealth.wire;

/**
 * Confluent's framing: one magic byte, the schema's id in four bytes (big-endian), then the Avro
 * binary.
 */
final class WireFormat {
  static final byte MAGIC = 0;
  static final int HEADER_BYTES = 5;

  private WireFormat() {}

  /** The subject of a topic's keys or values: TopicNameStrategy. */
  static String subject(String topic, boolean isKey) {
    return topic + (isKey ? "-key" : "-value");
  }

  /**
   * Reads the schema's id.
   *
   * @throws UndecodableRecordException when the bytes do not begin as the format demands
   */
  static int schemaId(String topic, byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      throw new UndecodableRecordException(
          topic
              + ": "
              + bytes.length
              + " bytes are too short: expected magic byte 0 and a 4-byte schema id before the Avro data");
    }
    if (bytes[0] != MAGIC) {
      throw new UndecodableRecordException(
          topic
              + ": the first byte is "
              + (bytes[0] & 0xff)
              + ", expected magic byte 0 (was it written without a registry serializer?)");
    }
    int id =
        (bytes[1] & 0xff) << 24
            | (bytes[2] & 0xff) << 16
            | (bytes[3] & 0xff) << 8
            | (bytes[4] & 0xff);
    if (id < 0) {
      throw new UndecodableRecordException(topic + ": schema id " + id + " is negative");
    }
    return id;
  }
}
