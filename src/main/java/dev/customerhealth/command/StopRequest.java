package dev.customerhealth.command;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C or SIGTERM during work that can say how far it came. Who works looks here at every step;
 * the process waits with its end until that is said, but not for ever.
 */
final class StopRequest implements BooleanSupplier, AutoCloseable {

  /** Who presses Ctrl-C and sees nothing for longer presses it again, or kills. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final CountDownLatch said = new CountDownLatch(1);
  private final Thread atEnd = new Thread(this::endOfProcess, "stop");
  private volatile boolean asked;

  private StopRequest() {}

  /** Hears Ctrl-C and SIGTERM from now on. */
  static StopRequest ofProcess() {
    StopRequest request = new StopRequest();
    Runtime.getRuntime().addShutdownHook(request.atEnd);
    return request;
  }

  /** Whether the work is to end. */
  @Override
  public boolean getAsBoolean() {
    return asked;
  }

  /**
   * For work of which nothing stays when it is broken off.
   *
   * @throws CancellationException when the work is to end
   */
  void orGoOn() {
    if (asked) {
      throw new CancellationException("stopped");
    }
  }

  /** Says that the work is over: the process may end. */
  @Override
  public void close() {
    said.countDown();
    if (!asked) {
      try {
        Runtime.getRuntime().removeShutdownHook(atEnd);
      } catch (IllegalStateException endsAtThisMoment) {
        // Then it waits no longer: everything is said.
        return;
      }
    }
  }

  private void endOfProcess() {
    asked = true;
    try {
      if (!said.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println(
            "customer-health: did not stop in order within " + LIMIT.toSeconds() + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
