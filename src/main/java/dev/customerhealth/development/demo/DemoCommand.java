package dev.customerhealth.development.demo;

import ch.qos.logback.classic.Level;
import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.command.BookOptions;
import dev.customerhealth.command.DurationConverter;
import dev.customerhealth.command.Terminal;
import dev.customerhealth.command.Verbosity;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.development.sandbox.RunningService;
import dev.customerhealth.development.sandbox.Sandbox;
import dev.customerhealth.development.sandbox.SandboxOptions;
import dev.customerhealth.development.sandbox.StopSignal;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.history.IntakeJudge;
import dev.customerhealth.history.KafkaEventSender;
import dev.customerhealth.history.PartitionClocks;
import dev.customerhealth.model.ModelLibrary;
import dev.customerhealth.runtime.ServiceFailedException;
import dev.customerhealth.simulation.Book;
import dev.customerhealth.simulation.BookPlan;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows everything with nothing installed. */
@Command(
    name = "demo",
    description = {
      "Starts a broker, a schema registry and the service in this process, plays the history of a"
          + " made-up book of accounts at an accelerated clock, then goes live, and shows what the"
          + " service makes of it.",
      "Ctrl-C ends it; nothing is left behind."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private SandboxOptions options;
  @Mixin private TimeLimit limit;
  @Mixin private BookOptions book;

  @Option(
      names = "--history-in",
      defaultValue = "25s",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = "How long playing the history may take. Default: ${DEFAULT-VALUE}.")
  private Duration historyTime;

  @Option(
      names = "--live-rate",
      defaultValue = "30",
      paramLabel = "EVENTS",
      description = "Events a second once it is live. Default: ${DEFAULT-VALUE}.")
  private int livePerSecond;

  private final Clock clock;

  /** With the time of the running service. */
  public DemoCommand(Clock clock) {
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
    BookPlan bookPlan = plan();
    PrintWriter out = spec.commandLine().getOut();
    out.println("starting a broker, a schema registry and the service ...");
    out.flush();
    if (!verbosity.verbose()) {
      DemoLog.warningsOnly();
    }
    try (StopSignal signal = new StopSignal();
        Sandbox sandbox = Sandbox.start(options);
        ContractSerdes serdes = ContractSerdes.from(sandbox.config().registry().forSerdes())) {
      DemoLog.to(
          sandbox.directory().resolve("demo.log"), verbosity.verbose() ? Level.DEBUG : Level.INFO);
      sandbox.onFailure(text -> signal.fail(new IOException(text)));
      if (sandbox.keepsDirectory()) {
        out.println("data " + sandbox.directory());
      }
      play(sandbox, serdes, bookPlan, signal, endNanos);
    }
    return ExitCode.OK;
  }

  private BookPlan plan() {
    if (historyTime.isZero() || livePerSecond < 1 || livePerSecond > 10_000) {
      throw new ParameterException(
          spec.commandLine(), "--history-in must be more than 0, --live-rate 1 to 10000");
    }
    return book.plan(clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  private void play(
      Sandbox sandbox, ContractSerdes serdes, BookPlan bookPlan, StopSignal signal, long endNanos)
      throws ServiceFailedException, ExecutionException, InterruptedException {
    HealthPolicy policy = ModelLibrary.presets().standardPolicy();
    Map<String, Object> client = sandbox.config().kafka().forPlainClient();
    DemoBoard board = new DemoBoard();
    DemoPlan plan =
        new DemoPlan(
            historyTime,
            livePerSecond,
            new PartitionClocks(
                    sandbox.topics().clockTicks(), serdes.of(ClockTick.class).deserializer())
                .latest(client)
                .orElse(Instant.MIN));
    IntakeJudge judge =
        new IntakeJudge(sandbox.topics(), sandbox.config().time().limits(), bookPlan.end());
    DemoCounts counts = new DemoCounts(sandbox.topics().clockTicks().name());
    try (KafkaEventSender sender =
            KafkaEventSender.connect(client, sandbox.topics(), serdes, "simulation");
        RunningService service =
            RunningService.start(sandbox.config(), policy, clock, counts::listenTo)) {
      DemoFeed feed = new BookFeed(Book.of(bookPlan), sender, judge, plan, clock, counts);
      BoardReader reader = new BoardReader(client, sandbox.topics(), serdes, board);
      DemoScreen screen =
          DemoScreen.of(
              new DemoText(
                  policy.models().otherwise().bands(),
                  Terminal.ofProcess().isPresent(),
                  sandbox.configFile()),
              Terminal.ofProcess(),
              spec.commandLine().getOut());
      new DemoShow(service, feed, reader, board, counts, screen).run(signal, endNanos);
    }
  }
}
