package dev.customerhealth.runtime;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.KafkaStreams;

/** What the service can say of itself at any time. Thread safe. */
public final class ServiceStatus {

  private volatile String phase = "starting";
  private volatile KafkaStreams streams;
  private volatile BooleanSupplier progressing = () -> true;
  private volatile boolean failed;

  /** Whether the process is worth keeping; false only when it is about to end with a failure. */
  public boolean alive() {
    return !failed;
  }

  /** Whether every partition assigned here is restored and worked off. */
  public boolean ready() {
    KafkaStreams current = streams;
    return !failed
        && current != null
        && current.state() == KafkaStreams.State.RUNNING
        && progressing.getAsBoolean();
  }

  /** In words: what it is doing, or waiting for. */
  public String phase() {
    KafkaStreams current = streams;
    if (failed || current == null) {
      return phase;
    }
    if (current.state() == KafkaStreams.State.RUNNING && !progressing.getAsBoolean()) {
      return "standing still";
    }
    return phase + ", streams " + current.state();
  }

  /** The streams in use, for queries; empty while there are none. */
  public Optional<KafkaStreams> streams() {
    return Optional.ofNullable(streams);
  }

  void phase(String now) {
    phase = now;
  }

  void began(KafkaStreams now) {
    streams = now;
  }

  void watchedBy(BooleanSupplier watch) {
    progressing = watch;
  }

  void ended() {
    streams = null;
    progressing = () -> true;
  }

  void failed(String reason) {
    phase = reason;
    failed = true;
  }
}
