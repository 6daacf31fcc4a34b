package dev.customerhealth.bench;

import dev.customerhealth.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A program whose costs are measured. */
interface Contestant {
  /** As on the command line and in the table. */
  String label();

  /** For people: what it does for an event. */
  String description();

  /** Whether it keeps state that can be lost and restored. */
  boolean stateful();

  /** The topic in which its answer to an event appears; null when it answers nothing. */
  String output();

  /**
   * Which live event a record of the output answers.
   *
   * @param idPrefix of the live events' ids
   */
  OptionalInt answered(ConsumerRecord<byte[], byte[]> output, String idPrefix);

  /** Whether every event has an answer. */
  boolean answersAll();

  /** What is to lie in the topics before the history. */
  default List<ProducerRecord<byte[], byte[]>> before() {
    return List.of();
  }

  /** The process, ready to be started. */
  ChildJvm process(Setting setting) throws IOException;

  /**
   * Where and as whom it runs.
   *
   * @param group consumer group or application id, new for every round
   * @param stateDirectory of its own
   * @param testBed the broker, registry and topics
   * @param threads stream threads
   */
  record Setting(String group, Path stateDirectory, TestBed testBed, int threads) {}
}
