package dev.customerhealth.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the streams run and, when their restore does not get on, says what it waits for. It
 * does not end the run: what keeps a restore from its end is not in this process.
 */
final class StreamsStart {

  private static final Logger log = LoggerFactory.getLogger(StreamsStart.class);
  private static final String PHASE = "starting the streams";

  private final ServiceStatus status;
  private final OpenTransactions transactions;
  private final Duration patience;

  /**
   * @param patience how long nothing may be restored before one asks why
   */
  StreamsStart(ServiceStatus status, OpenTransactions transactions, Duration patience) {
    this.status = status;
    this.transactions = transactions;
    this.patience = patience;
  }

  /** Returns when the session runs or has failed, or when a stop is asked for. */
  void await(StreamsSession session, CompletableFuture<?> stopAsked)
      throws InterruptedException, ExecutionException {
    CompletableFuture<Object> decided =
        CompletableFuture.anyOf(session.running(), session.failure(), stopAsked);
    long restored = session.restored();
    while (!decided.isDone()) {
      try {
        decided.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException slow) {
        Optional<String> cause = transactions.look();
        boolean moved = session.restored() != restored;
        restored = session.restored();
        status.phase(moved ? PHASE : cause.map(open -> PHASE + ": " + open).orElse(PHASE));
        if (!moved) {
          log.warn("nothing is restored: cause={}", cause.orElse("not known, waiting"));
        }
      }
    }
    decided.get();
  }
}
