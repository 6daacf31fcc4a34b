package dev.customerhealth.runtime;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Logins that come all the time until they are stopped, so that whatever breaks meanwhile breaks in
 * the middle of the work. What is killed while it is idle has no transaction open and shows little.
 */
final class SteadyLogins implements AutoCloseable {

  private static final int AT_ONCE = 20;
  private static final long PAUSE_MILLIS = 20;
  private static final long LIMIT_SECONDS = 120;

  private final Cluster cluster;
  private final AtomicInteger next;
  private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> sending;

  private SteadyLogins(Cluster cluster, int from) {
    this.cluster = cluster;
    this.next = new AtomicInteger(from);
    this.sending =
        sender.scheduleWithFixedDelay(this::send, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Starts with the login of this number; those before it are there already. */
  static SteadyLogins from(Cluster cluster, int number) {
    return new SteadyLogins(cluster, number);
  }

  private void send() {
    cluster.traffic().sendLogins(next.get(), AT_ONCE);
    next.addAndGet(AT_ONCE);
  }

  /** Waits until some of these have been committed and others wait. */
  void awaitHalfWay() {
    long before = cluster.loginsSent();
    Awaitility.await("the service to be in the middle of it")
        .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
        .pollDelay(0, TimeUnit.MILLISECONDS)
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .failFast("sending has failed", sending::isDone)
        .until(
            () -> {
              long read = cluster.loginsRead();
              return read > before && read < cluster.loginsSent();
            });
  }

  /** Stops, and answers with how many logins there are in all. */
  int stop() throws InterruptedException, ExecutionException, TimeoutException {
    if (sending.isDone()) {
      sending.get();
    }
    sender.shutdown();
    if (!sender.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new TimeoutException("the logins under way cannot be sent");
    }
    return next.get();
  }

  @Override
  public void close() {
    sender.shutdownNow();
  }
}
