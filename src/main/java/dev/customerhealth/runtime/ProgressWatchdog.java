package dev.customerhealth.runtime;

import dev.customerhealth.config.ServiceConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a run that stands still while its state says RUNNING, as has been seen with a frozen broker
 * and with a missing dead-letter topic: nobody else would notice. Standing still means that nothing
 * is committed or restored though records wait, the broker answers and the registry is there.
 */
public final class ProgressWatchdog implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProgressWatchdog.class);

  private final ServiceConfig.WatchdogSettings settings;
  private final GroupProgress group;
  private final OpenTransactions transactions;
  private final Supplier<Collection<TopicPartition>> partitions;
  private final LongSupplier restored;
  private final BooleanSupplier registryAway;
  private final Consumer<String> onStall;
  private final StallDetector detector;
  private final ScheduledExecutorService rounds;
  private volatile boolean brokerAway;
  private volatile Duration standstill = Duration.ZERO;
  private volatile String heldBack = "";

  /**
   * A watchdog that sleeps until {@link #start()}.
   *
   * @param transactions looked at when the work stands still
   * @param partitions what this instance has to work off now
   * @param restored changelog records restored so far
   * @param registryAway whether the registry cannot be asked now; asked only before ending the run
   * @param onStall told once, with a line for a person
   */
  ProgressWatchdog(
      ServiceConfig.WatchdogSettings settings,
      GroupProgress group,
      OpenTransactions transactions,
      Supplier<Collection<TopicPartition>> partitions,
      LongSupplier restored,
      BooleanSupplier registryAway,
      Consumer<String> onStall) {
    this.settings = settings;
    this.group = group;
    this.transactions = transactions;
    this.partitions = partitions;
    this.restored = restored;
    this.registryAway = registryAway;
    this.onStall = onStall;
    this.detector = new StallDetector(settings.stallAfter());
    this.rounds =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress-watchdog");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins to watch. */
  public void start() {
    long pause = settings.checkInterval().toMillis();
    var unused = rounds.scheduleWithFixedDelay(this::round, pause, pause, TimeUnit.MILLISECONDS);
  }

  /**
   * What keeps the work from moving: a broker that does not answer, or a standstill for half the
   * time that ends a run. Empty when the work moves, or there is none.
   */
  public Optional<String> complaint() {
    if (brokerAway) {
      return Optional.of("the broker does not answer");
    }
    return standsLong()
        ? Optional.of("nothing committed for " + standstill.toSeconds() + " s" + heldBack)
        : Optional.empty();
  }

  private boolean standsLong() {
    return !standstill.isZero();
  }

  private void round() {
    try {
      look();
      if (brokerAway) {
        brokerAway = false;
        log.info("the broker answers again");
      }
    } catch (ExecutionException | RuntimeException e) {
      // A broker that does not answer is waited for by all clients; there is nothing to judge.
      if (!brokerAway) {
        log.warn("progress cannot be told, waiting: cause={}", PlainWords.of(e));
      }
      brokerAway = true;
      detector.forget();
      standstill = Duration.ZERO;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> committed = group.committed();
    Progress seen =
        new Progress(committed, restored.getAsLong(), group.behind(partitions.get(), committed));
    long now = System.nanoTime();
    standstill = detector.observe(seen, now);
    heldBack = standsLong() ? transactions.look().map(open -> "; " + open).orElse("") : "";
    Map<TopicPartition, Long> stalled = detector.stalled(now);
    if (stalled.isEmpty()) {
      return;
    }
    if (registryAway.getAsBoolean()) {
      log.warn("nothing is committed while the schema registry is away: waiting for it");
      detector.forget();
    } else if (group.withRecords(stalled).isEmpty()) {
      detector.forget();
      standstill = Duration.ZERO;
    } else {
      log.error("threads at the standstill:\n{}", ThreadDump.ofAll());
      onStall.accept(
          "nothing was committed for %d s in %s though records wait and the broker answers; giving up so that a restart can help%s"
              .formatted(standstill.toSeconds(), stalled.keySet(), heldBack));
      rounds.shutdown();
    }
  }

  /** Stops watching. A second call does nothing. */
  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
