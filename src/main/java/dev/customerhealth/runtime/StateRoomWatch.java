package dev.customerhealth.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks all the time whether the disk of the state has room, and tells once when it has not. */
final class StateRoomWatch implements AutoCloseable {

  /** A disk is filled at some 100 MB a second at most; a look costs microseconds. */
  static final Duration PAUSE = Duration.ofMillis(500);

  private final Supplier<Optional<String>> lack;
  private final Consumer<String> onLack;
  private final Duration pause;
  private final ScheduledExecutorService looks;

  /**
   * A watch that sleeps until {@link #start()}.
   *
   * @param lack why there is too little room; empty while there is enough
   * @param onLack told once
   */
  StateRoomWatch(Supplier<Optional<String>> lack, Consumer<String> onLack, Duration pause) {
    this.lack = lack;
    this.onLack = onLack;
    this.pause = pause;
    this.looks =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "state-room-watch");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins to watch. */
  void start() {
    var unused =
        looks.scheduleWithFixedDelay(this::look, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    lack.get()
        .ifPresent(
            reason -> {
              looks.shutdown();
              onLack.accept(reason);
            });
  }

  /** Stops watching. A second call does nothing. */
  @Override
  public void close() {
    looks.shutdownNow();
  }
}
