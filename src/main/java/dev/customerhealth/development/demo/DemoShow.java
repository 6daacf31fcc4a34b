package dev.customerhealth.development.demo;

import dev.customerhealth.development.sandbox.RunningService;
import dev.customerhealth.development.sandbox.StopSignal;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** Lets feed, service and view run together until the end. */
final class DemoShow {
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(10);

  private final RunningService service;
  private final DemoFeed feed;
  private final BoardReader reader;
  private final DemoBoard board;
  private final DemoCounts counts;
  private final DemoScreen screen;
  private Duration completeAfter;

  DemoShow(
      RunningService service,
      DemoFeed feed,
      BoardReader reader,
      DemoBoard board,
      DemoCounts counts,
      DemoScreen screen) {
    this.service = service;
    this.feed = feed;
    this.reader = reader;
    this.board = board;
    this.counts = counts;
    this.screen = screen;
  }

  /**
   * Runs until the signal.
   *
   * @param endNanos when it ends by itself, by {@link System#nanoTime()}
   * @throws ExecutionException when the service, the feed or the view failed
   * @throws InterruptedException when interrupted
   */
  void run(StopSignal signal, long endNanos) throws ExecutionException, InterruptedException {
    var unused =
        service
            .ended()
            .whenComplete(
                (nothing, failed) -> {
                  if (failed != null) {
                    signal.fail(failed);
                  }
                });
    Thread feeding = start("feed", feed, signal);
    Thread reading = start("view", reader, signal);
    screen.begin();
    try {
      while (!signal.stopped() && endNanos - System.nanoTime() > 0) {
        DemoSnapshot seen = board.snapshot(screen.falls());
        lookWhetherComplete(seen);
        screen.show(seen, vitals());
        if (screen.unread()) {
          break;
        }
        signal.awaitQuietly(screen.interval());
      }
    } finally {
      // From here on an interrupted send is the end we asked for, not a failure.
      signal.stop();
      feeding.interrupt();
      feeding.join(JOIN_LIMIT.toMillis());
      reader.stop();
      reading.join(JOIN_LIMIT.toMillis());
      screen.end(board.snapshot(screen.falls()), vitals());
    }
    signal.await(null);
  }

  /** By the clock of the process: what a person waits for begins with the command. */
  private void lookWhetherComplete(DemoSnapshot seen) {
    if (completeAfter == null && feed.phase() == DemoFeed.Phase.LIVE && seen.complete()) {
      completeAfter = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
  }

  private DemoVitals vitals() {
    return counts.vitals(
        feed.phase().label(), service.status().phase(), service.url(), feed.sent(), completeAfter);
  }

  private static Thread start(String name, Runnable task, StopSignal signal) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (RuntimeException failed) {
                signal.fail(failed);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
