package dev.customerhealth.development.sandbox;

import dev.customerhealth.api.HttpApi;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.metrics.ServiceMeters;
import dev.customerhealth.runtime.ServiceFailedException;
import dev.customerhealth.runtime.ServiceRunner;
import dev.customerhealth.runtime.ServiceStatus;
import dev.customerhealth.topology.ScoringMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service in this process, as {@code run} starts it, on a thread of its own. */
public final class RunningService implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(25);
  private static final Logger log = LoggerFactory.getLogger(RunningService.class);

  private final ServiceMeters meters;
  private final ServiceRunner runner;
  private final HttpApi api;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private RunningService(ServiceMeters meters, ServiceRunner runner, HttpApi api) {
    this.meters = meters;
    this.runner = runner;
    this.api = api;
  }

  /**
   * Starts it; returns before it runs.
   *
   * @param clock what time the service tells
   * @param listening puts somebody between the topology and the meters who wants to hear as well
   * @throws ServiceFailedException when the HTTP port is in use
   */
  public static RunningService start(
      ServiceConfig config,
      HealthPolicy policy,
      Clock clock,
      UnaryOperator<ScoringMetrics> listening)
      throws ServiceFailedException {
    ServiceMeters meters = new ServiceMeters(Topics.of(config.topics().settings()), policy);
    meters.watchDisk(config.stateDirectory());
    try {
      ServiceRunner runner =
          new ServiceRunner(config, policy, listening.apply(meters.scoring()), meters, clock);
      HttpApi api = HttpApi.start(config.http(), runner.status(), meters, runner::topology);
      RunningService service = new RunningService(meters, runner, api);
      Thread thread = new Thread(service::run, "service");
      thread.setDaemon(true);
      thread.start();
      return service;
    } catch (ServiceFailedException | RuntimeException failed) {
      meters.close();
      throw failed;
    }
  }

  private void run() {
    try {
      runner.run();
      ended.complete(null);
    } catch (Exception failed) {
      ended.completeExceptionally(failed);
    }
  }

  /** What it says of itself. */
  public ServiceStatus status() {
    return runner.status();
  }

  /** Address of its HTTP answers. */
  public String url() {
    return "http://127.0.0.1:" + api.port();
  }

  /** Completes when it has ended, with the cause when it failed. */
  public CompletableFuture<Void> ended() {
    return ended;
  }

  /** Stops it and waits until it has, at most 25 s. */
  @Override
  public void close() {
    runner.stop();
    try {
      ended.get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      log.debug("the service had failed before it was stopped", failed);
    } catch (TimeoutException late) {
      log.warn("the service did not stop within {}", STOP_LIMIT);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    api.close();
    meters.close();
  }
}
