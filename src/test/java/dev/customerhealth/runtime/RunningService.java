package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.topology.ScoringMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/** The service in a thread of the test. */
final class RunningService implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final ServiceRunner runner;
  private final FutureTask<Void> task;

  private RunningService(ServiceRunner runner) {
    this.runner = runner;
    this.task =
        new FutureTask<>(
            () -> {
              runner.run();
              return null;
            });
  }

  static RunningService start(ServiceConfig config) {
    return start(config, ScoringMetrics.silent());
  }

  static RunningService start(ServiceConfig config, ScoringMetrics metrics) {
    return start(config, Presets.policy(), metrics, Clock.systemUTC());
  }

  static RunningService start(ServiceConfig config, HealthPolicy policy) {
    return start(config, policy, ScoringMetrics.silent(), Clock.systemUTC());
  }

  private static RunningService start(
      ServiceConfig config, HealthPolicy policy, ScoringMetrics metrics, Clock clock) {
    RunningService service =
        new RunningService(
            new ServiceRunner(config, policy, metrics, StreamsObserver.none(), clock));
    new Thread(service.task, "service").start();
    return service;
  }

  static RunningService ready(ServiceConfig config, HealthPolicy policy) {
    RunningService service = start(config, policy);
    service.awaitReady();
    return service;
  }

  static RunningService ready(ServiceConfig config, Clock clock) {
    RunningService service = start(config, Presets.policy(), ScoringMetrics.silent(), clock);
    service.awaitReady();
    return service;
  }

  static RunningService ready(ServiceConfig config) {
    RunningService service = start(config);
    service.awaitReady();
    return service;
  }

  ServiceStatus status() {
    return runner.status();
  }

  void awaitReady() {
    Awaitility.await("the service to be ready")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .failFast("the service ended", task::isDone)
        .until(runner.status()::ready);
  }

  /** Waits for the run to end by itself and answers with what it threw. */
  Throwable failure() throws InterruptedException {
    try {
      task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      throw new AssertionError("the service ended without a failure");
    } catch (ExecutionException failed) {
      return failed.getCause();
    } catch (TimeoutException late) {
      throw new AssertionError("the service still runs: " + runner.status().phase(), late);
    }
  }

  boolean ended() {
    return task.isDone();
  }

  /** Stops and makes sure that the end was a good one. */
  void stop() {
    runner.stop();
    assertThat(task).succeedsWithin(LIMIT);
  }

  @Override
  public void close() {
    runner.stop();
    Awaitility.await("the service to end").atMost(LIMIT).until(task::isDone);
  }
}
