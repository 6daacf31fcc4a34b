package dev.customerhealth.development.sandbox;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ctrl-C, a time limit or a failure: whatever ends a command that otherwise runs on. The process
 * waits with its end until the command has tidied up.
 */
public final class StopSignal implements AutoCloseable {
  private static final Duration TIDY_LIMIT = Duration.ofSeconds(40);

  private final CompletableFuture<Void> stop = new CompletableFuture<>();
  private final CountDownLatch tidied = new CountDownLatch(1);

  /** A signal that hears Ctrl-C and SIGTERM from now on. */
  public StopSignal() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::endOfProcess, "stop"));
  }

  /** Ends the command as if by Ctrl-C. */
  public void stop() {
    stop.complete(null);
  }

  /** Ends the command with a failure. */
  public void fail(Throwable failure) {
    stop.completeExceptionally(failure);
  }

  /** Whether the command is to end. */
  public boolean stopped() {
    return stop.isDone();
  }

  /**
   * Waits for the end of the command.
   *
   * @param limit the longest to wait; null for ever
   * @throws ExecutionException with what the command failed of
   * @throws InterruptedException when interrupted while waiting
   */
  public void await(Duration limit) throws ExecutionException, InterruptedException {
    if (limit == null) {
      stop.get();
      return;
    }
    try {
      stop.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException limitReached) {
      stop.complete(null);
    }
  }

  /**
   * Waits a while, or until the command is to end.
   *
   * @throws InterruptedException when interrupted while waiting
   */
  public void awaitQuietly(Duration longest) throws InterruptedException {
    try {
      stop.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException answeredByStopped) {
      // Whoever waits asks stopped() next.
      return;
    }
  }

  /** Says that everything is tidied up. */
  @Override
  public void close() {
    tidied.countDown();
  }

  private void endOfProcess() {
    stop.complete(null);
    try {
      if (!tidied.await(TIDY_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("customer-health: did not tidy up within " + TIDY_LIMIT);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
