package dev.customerhealth.errors;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows when a stream thread dies. What may pass is tried again, a bounded number of
 * times; a registry that is away is waited for, for ever; what only a person can mend stops the
 * client, and the service then ends with a non-zero exit code. Thread safe: several threads may die
 * at once.
 *
 * <p>Counted are moments in which threads died, not threads: one fault of a broker meets all of
 * them, and with eight threads the first would be more than is tried.
 */
public final class RestartPolicy implements StreamsUncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(RestartPolicy.class);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final Clock clock;
  private final int most;
  private final Duration window;
  private final Duration moment;
  private final Deque<Instant> moments = new ArrayDeque<>();
  private Instant registryToldAt;
  private Failure failure;

  /**
   * @param clock the time of the process
   * @param most moments at most within the window
   * @param window how far back they are counted
   * @param moment how long one lasts from its first death on; whoever dies again and again is so
   *     counted once in that time
   */
  public RestartPolicy(Clock clock, int most, Duration window, Duration moment) {
    this.clock = clock;
    this.most = most;
    this.window = window;
    this.moment = moment;
  }

  /**
   * Five moments of ten seconds in ten minutes: a lost broker comes back in that time, a bug does
   * not, and is given up after a minute.
   */
  public static RestartPolicy standard(Clock clock) {
    return new RestartPolicy(clock, 5, Duration.ofMinutes(10), Duration.ofSeconds(10));
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable thrown) {
    FailureKind kind = FailureKind.of(thrown);
    return switch (kind) {
      case REGISTRY_UNAVAILABLE -> waitForRegistry(thrown);
      case TRANSIENT -> restartOrStop(thrown);
      case DISK_FULL ->
          stop(
              kind,
              thrown,
              "The disk of the state directory is full. Nothing is lost; make room and start"
                  + " again");
      case DAMAGED_STATE -> stop(kind, thrown, "State files are damaged");
      case MISSING_TOPIC -> stop(kind, thrown, "A topic is missing");
      case BROKEN_PROCESS -> stop(kind, thrown, "The process itself is broken");
    };
  }

  /** Why the client was stopped; empty as long as it was not. */
  public synchronized Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  private StreamThreadExceptionResponse waitForRegistry(Throwable thrown) {
    Instant now = clock.instant();
    if (registryToldAt == null || now.isAfter(registryToldAt.plus(QUIET))) {
      LOG.atWarn()
          .addKeyValue("cause", rootMessage(thrown))
          .log(
              "The schema registry cannot be asked; processing waits and goes on by itself, nothing"
                  + " is skipped");
      registryToldAt = now;
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private StreamThreadExceptionResponse restartOrStop(Throwable thrown) {
    Instant now = clock.instant();
    while (!moments.isEmpty() && moments.peekFirst().isBefore(now.minus(window))) {
      moments.removeFirst();
    }
    boolean another = moments.isEmpty() || !now.isBefore(moments.peekLast().plus(moment));
    if (another && moments.size() >= most) {
      return stop(
          FailureKind.TRANSIENT,
          thrown,
          "Stream threads died " + (most + 1) + " times within " + window);
    }
    if (another) {
      moments.addLast(now);
    }
    LOG.warn(
        "A stream thread died and is replaced: time={} most={} cause={}",
        moments.size(),
        most,
        rootMessage(thrown));
    LOG.debug("why a stream thread died", thrown);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private StreamThreadExceptionResponse stop(FailureKind kind, Throwable thrown, String what) {
    LOG.error("{}; the service stops: kind={} cause={}", what, kind, rootMessage(thrown));
    LOG.debug("what stopped the service", thrown);
    if (failure == null) {
      failure = new Failure(kind, what, thrown);
    }
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /**
   * Why the client was stopped.
   *
   * @param kind what kind of failure
   * @param what one line for a person, without a full stop
   * @param cause what was thrown
   */
  public record Failure(FailureKind kind, String what, Throwable cause) {}
}
