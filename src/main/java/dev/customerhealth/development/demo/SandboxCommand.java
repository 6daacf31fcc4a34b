package dev.customerhealth.development.demo;

import dev.customerhealth.command.Verbosity;
import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.development.sandbox.RunningService;
import dev.customerhealth.development.sandbox.Sandbox;
import dev.customerhealth.development.sandbox.SandboxOptions;
import dev.customerhealth.development.sandbox.StopSignal;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.model.ModelLibrary;
import dev.customerhealth.runtime.ServiceFailedException;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts an installation to try things on. */
@Command(
    name = "sandbox",
    description = {
      "Starts a broker, a schema registry and the service, all in this process, without any events:"
          + " try import and simulate against it.",
      "Time passes only as far as an import or a simulation takes it, so that old history is judged"
          + " in its own time; --live lets it pass as in production."
    },
    mixinStandardHelpOptions = true)
public final class SandboxCommand implements Callable<Integer> {

  /** Before anything that can be imported: the service then never tells a later time. */
  private static final Clock LONG_AGO =
      Clock.fixed(Instant.parse("2000-01-01T00:00:00Z"), ZoneOffset.UTC);

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private SandboxOptions options;
  @Mixin private TimeLimit limit;

  @Option(names = "--live", description = "Let time pass as in production.")
  private boolean live;

  @Option(
      names = "--without-service",
      description =
          "Only the broker, the registry and the topics: for loading history before the service"
              + " first runs, or for a service started elsewhere.")
  private boolean withoutService;

  private final Clock clock;

  /** With the time of the running service. */
  public SandboxCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws IOException,
          InvalidConfigException,
          ServiceFailedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    long endNanos = limit.endNanos();
    try (StopSignal signal = new StopSignal();
        Sandbox sandbox = Sandbox.start(options);
        ContractSerdes serdes = ContractSerdes.from(sandbox.config().registry().forSerdes())) {
      sandbox.onFailure(text -> signal.fail(new IOException(text)));
      tell(sandbox);
      if (withoutService) {
        signal.await(limit.duration());
      } else {
        serve(sandbox, serdes, signal, endNanos);
      }
    }
    return ExitCode.OK;
  }

  private void serve(Sandbox sandbox, ContractSerdes serdes, StopSignal signal, long endNanos)
      throws ServiceFailedException, ExecutionException, InterruptedException {
    HealthPolicy policy = ModelLibrary.presets().standardPolicy();
    DemoCounts counts = new DemoCounts(sandbox.topics().clockTicks().name());
    try (RunningService service =
        RunningService.start(sandbox.config(), policy, live ? clock : LONG_AGO, counts::listenTo)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("metrics   " + service.url() + "/metrics");
      out.flush();
      DemoScreen screen =
          DemoScreen.quiet(
              new DemoText(policy.models().otherwise().bands(), false, sandbox.configFile()), out);
      DemoBoard board = new DemoBoard();
      BoardReader reader =
          new BoardReader(
              sandbox.config().kafka().forPlainClient(), sandbox.topics(), serdes, board);
      new DemoShow(service, DemoFeed.none(), reader, board, counts, screen).run(signal, endNanos);
    }
  }

  private void tell(Sandbox sandbox) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("kafka     " + sandbox.config().kafka().bootstrapServers());
    out.println("registry  " + sandbox.config().registry().url());
    out.println(
        "data      "
            + sandbox.directory()
            + (sandbox.keepsDirectory() ? "" : " (removed in the end)"));
    out.println("try       customer-health import --config " + sandbox.configFile() + " FILE");
    try {
      ConfigLoader.ofService().load(sandbox.configFile());
    } catch (InvalidConfigException refused) {
      out.println("note      run refuses this configuration; choose another --data-dir for it:");
      out.println("          " + refused.getMessage());
    }
    out.println("Ctrl-C ends it.");
    out.flush();
  }
}
