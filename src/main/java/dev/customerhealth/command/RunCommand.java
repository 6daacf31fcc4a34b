package dev.customerhealth.command;

import dev.customerhealth.api.HttpApi;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.metrics.ServiceMeters;
import dev.customerhealth.model.ConfiguredPolicy;
import dev.customerhealth.runtime.ServiceFailedException;
import dev.customerhealth.runtime.ServiceRunner;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.wire.AvroSafety;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Runs the service against a cluster. */
@Command(
    name = "run",
    description = {
      "Runs the service until it is told to stop (Ctrl-C, SIGTERM).",
      "Refuses to start when topics or schemas are not as they have to be; waits for a Kafka or a"
          + " schema registry that is down, and says so."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  /** An orchestrator's usual patience is 30 s; what has not ended by then is killed. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(25);

  private static final Logger log = LoggerFactory.getLogger(RunCommand.class);

  private final Clock clock;

  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;

  RunCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          ServiceFailedException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    ServiceConfig settings = config.loadForService();
    AvroSafety.install();
    HealthPolicy policy = ConfiguredPolicy.of(settings.models());
    ConfiguredPolicy.warnings(settings.models()).forEach(log::warn);
    CountDownLatch ended = new CountDownLatch(1);
    try (ServiceMeters meters =
        new ServiceMeters(Topics.of(settings.topics().settings()), policy)) {
      meters.watchDisk(settings.stateDirectory());
      ServiceRunner runner = new ServiceRunner(settings, policy, meters.scoring(), meters, clock);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(runner, ended), "stop"));
      HttpApi api = HttpApi.start(settings.http(), runner.status(), meters, runner::topology);
      try {
        runner.run();
      } finally {
        api.close();
      }
      return ExitCode.OK;
    } finally {
      ended.countDown();
    }
  }

  /** The process ends when this returns. */
  private static void stop(ServiceRunner runner, CountDownLatch ended) {
    runner.stop();
    try {
      if (!ended.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("customer-health: did not end within " + STOP_LIMIT.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
