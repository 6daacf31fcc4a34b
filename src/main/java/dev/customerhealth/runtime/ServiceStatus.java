package dev.customerhealth.runtime;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/** What the service can say of itself at any time. Thread safe. */
public final class ServiceStatus {

  private volatile String phase = "starting";
  private volatile KafkaStreams streams;
  private volatile Supplier<Optional<String>> complaint = Optional::empty;
  private volatile Supplier<Optional<String>> registry = Optional::empty;
  private volatile String ending;
  private volatile boolean failed;

  /** Whether the process is worth keeping; false only when it is about to end with a failure. */
  public boolean alive() {
    return !failed;
  }

  /** Whether every partition assigned here is restored and worked off. */
  public boolean ready() {
    KafkaStreams current = streams;
    return !failed
        && ending == null
        && current != null
        && current.state() == KafkaStreams.State.RUNNING
        && complaint().isEmpty();
  }

  /** In words: what it is doing, or waiting for. */
  public String phase() {
    KafkaStreams current = streams;
    if (failed) {
      return phase;
    }
    String reason = ending;
    if (reason != null) {
      return "stopping: " + reason;
    }
    if (current == null) {
      return registry.get().map(waiting -> phase + ", " + waiting).orElse(phase);
    }
    return complaint().orElse(phase + ", streams " + current.state());
  }

  /** A registry that is away explains a standstill, and not the other way round. */
  private Optional<String> complaint() {
    return registry.get().or(complaint);
  }

  /** The streams in use, for queries; empty while there are none. */
  public Optional<KafkaStreams> streams() {
    return Optional.ofNullable(streams);
  }

  void phase(String now) {
    phase = now;
  }

  void began(KafkaStreams now) {
    ending = null;
    streams = now;
  }

  void watchedBy(Supplier<Optional<String>> watch) {
    complaint = watch;
  }

  /** Asks at any time whether somebody waits for the registry, and for which. */
  void waitsFor(Supplier<Optional<String>> registryAway) {
    registry = registryAway;
  }

  /** The streams cannot go on and are about to be closed; the process lives on for that. */
  void ends(String reason) {
    ending = reason;
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
