package dev.customerhealth.bench;

import org.apache.kafka.common.utils.Utils;

/** Where Kafka's producers put a key. */
final class Partitions {
  private Partitions() {}

  static int of(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }
}
