package dev.customerhealth.development.broker;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Catches the broker's wish to end the process.
 *
 * <p>On a fatal fault (its only disk full, its metadata unreadable) the broker halts the JVM
 * without a word to anyone. Inside our process that would take the service, the tests and the
 * terminal with it, so the wish becomes a failure that the owner of the broker can read. Kafka
 * keeps the procedures in one static place: with two brokers in one JVM the last one started is
 * blamed.
 */
final class BrokerExit {
  private static final Logger log = LoggerFactory.getLogger(BrokerExit.class);

  private final CompletableFuture<String> failure = new CompletableFuture<>();
  private final BrokerStorage storage;
  private final Thread starter;

  /** The calling thread is the one that starts the broker. */
  BrokerExit(BrokerStorage storage) {
    this.storage = storage;
    this.starter = Thread.currentThread();
  }

  void install() {
    Exit.setExitProcedure(this::refuse);
    Exit.setHaltProcedure(this::refuse);
  }

  private void refuse(int status, String message) {
    String reason =
        storage.isFull()
            ? "its disk is full"
            : "status %d, %s".formatted(status, message == null ? "see its log" : message);
    failure.complete("The broker on %s has failed: %s".formatted(storage.directory(), reason));
    // While starting, the broker rethrows the cause itself after this call: returning keeps it.
    if (Thread.currentThread() != starter) {
      throw new IllegalStateException("The broker has failed; its process lives on");
    }
  }

  Optional<String> failure() {
    return Optional.ofNullable(failure.getNow(null));
  }

  void onFailure(Consumer<String> listener) {
    failure.thenAccept(listener).exceptionally(this::listenerFailed);
  }

  private Void listenerFailed(Throwable thrown) {
    log.error("the listener of the broker's failure threw", thrown);
    return null;
  }
}
