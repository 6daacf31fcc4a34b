package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.history.HistoryEvent;
import dev.customerhealth.history.HistoryImport;
import dev.customerhealth.history.IntakeJudge;
import dev.customerhealth.history.JsonEventWriter;
import dev.customerhealth.history.JudgedEvents;
import dev.customerhealth.history.Pace;
import dev.customerhealth.history.TickSteps;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.simulation.Book;
import dev.customerhealth.simulation.DirtyInput;
import dev.customerhealth.wire.AvroSafety;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes up a book of accounts and its history. */
@Command(
    name = "simulate",
    description = {
      "Makes up a book of accounts and writes its history to a file, or plays it into the topics.",
      "The same seed, size and end always make the same history."
    },
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private BrokerOption broker;
  @Mixin private BookOptions options;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Destination destination;

  /** Where the history goes. */
  static final class Destination {
    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "Write it to this file; gzip when the name ends with .gz, - for stdout.")
    private Path output;

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "Play it, with ticks, into the topics of this installation.")
    private Path config;
  }

  @Option(
      names = "--end",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description = "When the history ends. Default: now.")
  private Instant end;

  @Option(
      names = "--dirty",
      defaultValue = "0",
      paramLabel = "SHARE",
      description =
          "Share of the events that comes twice, late, out of order or as nonsense, 0 to 1."
              + " A file made with it is loaded by import --sort. Default: ${DEFAULT-VALUE}.")
  private double dirty;

  @Option(
      names = "--speed",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description =
          "With --config: business time that passes in a second, for instance 1d. Default: as fast"
              + " as it goes.")
  private Duration speed;

  @Option(
      names = "--tick-every",
      defaultValue = "1d",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description =
          "With --config: how often time passes, in event time. Default: ${DEFAULT-VALUE}.")
  private Duration tickEvery;

  private final Clock clock;

  SimulateCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          IOException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    AvroSafety.install();
    Instant last = end == null ? clock.instant().truncatedTo(ChronoUnit.SECONDS) : end;
    Book book = Book.of(options.plan(last));
    Iterator<HistoryEvent> history = history(book);
    if (destination.output != null) {
      write(history);
    } else {
      play(history, book.plan().end());
    }
    return ExitCode.OK;
  }

  private Iterator<HistoryEvent> history(Book book) {
    try {
      return dirty == 0 ? book.history() : new DirtyInput(book.history(), dirty, options.seed());
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), "--dirty: " + wrong.getMessage(), wrong);
    }
  }

  private void write(Iterator<HistoryEvent> history) throws IOException {
    OutputStream out =
        destination.output.toString().equals("-")
            ? new FileOutputStream(FileDescriptor.out)
            : OutputFile.create(destination.output);
    PrintWriter err = spec.commandLine().getErr();
    try (JsonEventWriter writer = new JsonEventWriter(out);
        Progress progress = Progress.of("simulating", " events", -1, err)) {
      while (history.hasNext()) {
        writer.write(history.next());
        progress.accept(progress.done() + 1);
      }
      err.printf("wrote %,d events%n", progress.done());
    }
    err.flush();
  }

  private void play(Iterator<HistoryEvent> history, Instant last)
      throws InvalidConfigException,
          IOException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    ServiceConfig settings = CheckedConfig.ofProcess().load(destination.config);
    Topics topics = Topics.of(settings.topics().settings());
    IntakeJudge judge = new IntakeJudge(topics, settings.time().limits(), clock.instant());
    Instant begin = clock.instant();
    broker.connect(settings, destination.config).close();
    broker.requireRegistry(settings, topics);
    try (StopRequest stop = StopRequest.ofProcess();
        ImportTarget target =
            ImportTarget.open(
                settings, topics, broker.connect(settings, destination.config), stop)) {
      target.tellOfRunningService(options.ticks(tickEvery), spec.commandLine().getErr());
      HistoryImport.Sent sent =
          send(target, new JudgedEvents("simulation", history, judge), last, stop);
      new ImportReport(spec.commandLine().getOut())
          .sent(sent, target.sender().earlyTicks(), Duration.between(begin, clock.instant()));
    }
  }

  private HistoryImport.Sent send(
      ImportTarget target, JudgedEvents events, Instant last, StopRequest stop) throws IOException {
    try (Progress progress = Progress.of("playing", " events", -1, spec.commandLine().getErr())) {
      return new HistoryImport(
              target.sender(),
              new TickSteps(tickEvery),
              speed == null ? Pace.UNLIMITED : Pace.of(speed, stop),
              target.gate(),
              target.sender()::endTurn,
              stop)
          .load(events, last, progress);
    }
  }
}
