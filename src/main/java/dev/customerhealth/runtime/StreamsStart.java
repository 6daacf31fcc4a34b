package dev.customerhealth.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the streams run and, when their restore does not get on, says what it waits for. It
 * does not end the run: what keeps a restore from its end is not in this process.
 */
final class StreamsStart {

  private static final Logger log = LoggerFactory.getLogger(StreamsStart.class);
  private static final String PHASE = "starting the streams";

  private static final Duration END_LIMIT = Duration.ofSeconds(5);

  private final ServiceStatus status;
  private final Look transactions;
  private final Duration patience;

  /** Finds what keeps a restore from its end; may take as long as a broker that is away. */
  interface Look {
    Optional<String> look() throws InterruptedException;
  }

  /**
   * @param transactions asked in a thread beside
   * @param patience how long nothing may be restored before one asks why
   */
  StreamsStart(ServiceStatus status, Look transactions, Duration patience) {
    this.status = status;
    this.transactions = transactions;
    this.patience = patience;
  }

  /**
   * Returns when the session runs or has failed, or when a stop is asked for, also while a look is
   * under way: with the broker away it outlasts the time a stop may take.
   *
   * @param restored records restored so far
   * @param decided done when there is nothing to wait for any more
   */
  void await(LongSupplier restored, CompletableFuture<Object> decided)
      throws InterruptedException, ExecutionException {
    ExecutorService beside =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, "look-at-the-restore");
              made.setDaemon(true);
              return made;
            });
    try {
      long before = restored.getAsLong();
      while (!decided.isDone()) {
        try {
          decided.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
          CompletableFuture<Optional<String>> cause = cause(beside);
          CompletableFuture.anyOf(decided, cause).get();
          if (!decided.isDone()) {
            long now = restored.getAsLong();
            tell(now != before, cause.get());
            before = now;
          }
        }
      }
      decided.get();
    } finally {
      // Whoever looks next must be the only one.
      beside.shutdownNow();
      if (!beside.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("a look at the open transactions does not end");
      }
    }
  }

  private CompletableFuture<Optional<String>> cause(ExecutorService beside) {
    CompletableFuture<Optional<String>> cause = new CompletableFuture<>();
    beside.execute(
        () -> {
          try {
            cause.complete(transactions.look());
          } catch (InterruptedException | RuntimeException e) {
            cause.completeExceptionally(e);
          }
        });
    return cause;
  }

  private void tell(boolean moved, Optional<String> cause) {
    status.phase(moved ? PHASE : cause.map(open -> PHASE + ": " + open).orElse(PHASE));
    if (!moved) {
      log.warn("nothing is restored: cause={}", cause.orElse("not known, waiting"));
    }
  }
}
