package dev.customerhealth.bench;

import dev.customerhealth.testing.KafkaTestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.TopicPartition;

/** One contestant in one round, on topics of its own: backlog, live events, restart, restore. */
final class ContestantRun {
  private static final Duration PHASE_LIMIT = Duration.ofMinutes(10);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

  private final Contestant contestant;
  private final Contestant.Setting setting;
  private final BenchmarkOptions options;
  private final Workload workload;
  private final Clock clock;
  private final Path log;
  private final TestBed testBed;
  private final KafkaTestClient kafka;
  private Process process;

  ContestantRun(
      Contestant contestant,
      Contestant.Setting setting,
      BenchmarkOptions options,
      Workload workload,
      Clock clock) {
    this.contestant = contestant;
    this.setting = setting;
    this.options = options;
    this.workload = workload;
    this.clock = clock;
    this.log = setting.stateDirectory().resolveSibling(setting.group() + ".log");
    this.testBed = setting.testBed();
    this.kafka = testBed.kafka();
  }

  /**
   * Runs all phases and stops the process.
   *
   * @param history to be loaded before the process starts
   */
  RoundResult measure(Workload.History history)
      throws IOException, ExecutionException, InterruptedException {
    testBed.recreateTopics();
    testBed.load(contestant.before());
    testBed.load(history.records());
    try {
      start();
      Backlog backlog = backlog(history.warmUp());
      double written = (double) testBed.countWritten() / history.records().size();
      Histogram latency = latency();
      double peak = ProcessCosts.peakResidentMebibytes(process.pid());
      double restart = restart("restart-");
      OptionalDouble restore = restore();
      stop();
      requireNothingRefused();
      return new RoundResult(
          backlog.eventsPerSecond,
          backlog.cpu,
          backlog.brokerCpu,
          written,
          peak,
          percentile(latency, 50),
          percentile(latency, 99),
          restart,
          restore,
          stateBytesPerAccount());
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  /** A contestant that refuses events is fast for the wrong reason. */
  private void requireNothingRefused() {
    long refused = testBed.countRefused();
    if (refused > 0) {
      throw failed("rejected or dead-lettered " + refused + " events of a valid workload");
    }
  }

  private record Backlog(double eventsPerSecond, double cpu, double brokerCpu) {}

  /**
   * Reads the backlog. Its first part is not counted; the clock runs from the commit that completes
   * it to the commit that completes the backlog.
   */
  private Backlog backlog(int warmUp) {
    Map<TopicPartition, Long> ends = testBed.inputEnds();
    long all = ends.values().stream().mapToLong(Long::longValue).sum();
    await("warm-up committed", () -> committed(ends) >= warmUp);
    long counted = all - committed(ends);
    long begin = System.nanoTime();
    double cpu = ProcessCosts.cpuSeconds(process.pid());
    double brokerCpu = ProcessCosts.cpuSeconds(testBed.brokerPid());
    await("backlog committed", () -> committed(ends) == all);
    double seconds = secondsSince(begin);
    double millions = counted / 1e6;
    return new Backlog(
        counted / seconds,
        (ProcessCosts.cpuSeconds(process.pid()) - cpu) / millions,
        (ProcessCosts.cpuSeconds(testBed.brokerPid()) - brokerCpu) / millions);
  }

  /**
   * How many records up to the ends are committed; later ones, such as live ticks, do not count.
   */
  private long committed(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> committed = kafka.committedOffsets(setting.group());
    return ends.entrySet().stream()
        .mapToLong(end -> Math.min(end.getValue(), committed.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return committed(ends) == ends.values().stream().mapToLong(Long::longValue).sum();
  }

  private Histogram latency() throws InterruptedException {
    if (contestant.output() == null) {
      return null;
    }
    int warmUp = Math.toIntExact(options.warmUp().toSeconds() * options.liveRate());
    int measured = Math.toIntExact(options.live().toSeconds() * options.liveRate());
    String prefix = "live-";
    return LatencyProbe.measure(
        contestant,
        testBed,
        prefix,
        workload.live(prefix, warmUp + measured, clock.instant()),
        options.liveRate(),
        warmUp);
  }

  private static OptionalDouble percentile(Histogram nanos, double percentile) {
    return nanos == null || nanos.getTotalCount() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(nanos.getValueAtPercentile(percentile) / 1e6);
  }

  /** Stops in order, adds an event to every partition, and starts again. */
  private double restart(String idPrefix) throws IOException, InterruptedException {
    stop();
    testBed.load(workload.probes(idPrefix, clock.instant()));
    Map<TopicPartition, Long> ends = testBed.inputEnds();
    long begin = System.nanoTime();
    start();
    await("events committed after " + idPrefix, () -> reached(ends));
    return secondsSince(begin);
  }

  private OptionalDouble restore() throws IOException, InterruptedException {
    if (!contestant.stateful()) {
      return OptionalDouble.empty();
    }
    stop();
    deleteAll(setting.stateDirectory());
    return OptionalDouble.of(restart("restore-"));
  }

  private OptionalDouble stateBytesPerAccount() throws ExecutionException, InterruptedException {
    Collection<String> changelogs = testBed.changelogs(setting.group());
    if (changelogs.isEmpty()) {
      return OptionalDouble.empty();
    }
    long bytes = 0;
    for (String changelog : changelogs) {
      bytes += ChangelogSize.liveBytes(testBed.bootstrapServers(), changelog);
    }
    return OptionalDouble.of((double) bytes / options.book().accounts());
  }

  private void start() throws IOException {
    Files.createDirectories(setting.stateDirectory());
    process = contestant.process(setting).jvmFlags(options.jvmFlags()).errorsTo(log).start();
  }

  private void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw failed("did not stop within " + STOP_LIMIT);
    }
  }

  private void await(String what, java.util.function.BooleanSupplier condition) {
    Polling.until(
        contestant.label() + ": " + what,
        PHASE_LIMIT,
        () -> {
          if (!process.isAlive()) {
            throw failed("ended with status " + process.exitValue() + " before: " + what);
          }
          return condition.getAsBoolean();
        });
  }

  private IllegalStateException failed(String what) {
    return new IllegalStateException(
        "%s %s; its log is %s".formatted(contestant.label(), what, log.toAbsolutePath()));
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  static void deleteAll(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
