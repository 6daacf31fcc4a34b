package dev.customerhealth.runtime;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/** What the service can say of itself at any time. Thread safe. */
public final class ServiceStatus {

  private volatile String phase = "starting";
  private volatile KafkaStreams streams;
  private volatile Supplier<Optional<String>> complaint = Optional::empty;
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
        && complaint.get().isEmpty();
  }

  /** In words: what it is doing, or waiting for. */
  public String phase() {
    KafkaStreams current = streams;
    if (failed || current == null) {
      return phase;
    }
    return complaint.get().orElse(phase + ", streams " + current.state());
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

  void watchedBy(Supplier<Optional<String>> watch) {
    complaint = watch;
  }

  void ended() {
    streams = null;
    complaint = Optional::empty;
  }

  void failed(String reason) {
    phase = reason;
    failed = true;
  }
}
