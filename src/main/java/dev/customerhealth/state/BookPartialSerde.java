package dev.customerhealth.state;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The serde of what partitions tell of the book, for the topic between two steps. */
public final class BookPartialSerde {
  private BookPartialSerde() {}

  /** A serde that may be used by all threads. */
  public static Serde<BookPartial> create() {
    return Serdes.serdeFrom(
        (topic, told) -> told == null ? null : told.encode(),
        (topic, bytes) -> bytes == null ? null : BookPartial.decode(bytes));
  }
}
