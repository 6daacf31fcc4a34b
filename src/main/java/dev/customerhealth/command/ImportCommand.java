package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.history.EventJudge;
import dev.customerhealth.history.HistoryCheck;
import dev.customerhealth.history.HistoryFindings;
import dev.customerhealth.history.HistoryImport;
import dev.customerhealth.history.HistoryReader;
import dev.customerhealth.history.HistorySort;
import dev.customerhealth.history.HistoryTopics;
import dev.customerhealth.history.IntakeJudge;
import dev.customerhealth.history.JsonEvents;
import dev.customerhealth.history.Pace;
import dev.customerhealth.history.TickSteps;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.wire.AvroSafety;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads history from files. */
@Command(
    name = "import",
    description = {
      "Loads history into the topics, with the ticks of its clock in line.",
      "Files are newline-delimited JSON (docs/history-format.md), plain or gzip, each in order of"
          + " event time; several are merged. Everything is checked before anything is sent.",
      "Ctrl-C ends it after what is on its way, and says how far it came.",
      "Exit codes: 0 everything was sent and makes sense; 1 something was rejected or refused; 2"
          + " wrong options or configuration; 130 stopped."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

  /** What a shell shows of a program that Ctrl-C ended. */
  private static final int STOPPED = 130;

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to load.")
  private List<Path> files;

  @Option(
      names = "--tick-every",
      defaultValue = "1d",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = "How often time passes, in event time. Default: ${DEFAULT-VALUE}.")
  private Duration tickEvery;

  @Option(
      names = "--max-disorder",
      defaultValue = "1d",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description =
          "How far an event may stand behind a later one before it. Default: ${DEFAULT-VALUE}.")
  private Duration mostDisorder;

  @Option(names = "--sort", description = "Put the events in order first, in temporary files.")
  private boolean sort;

  @Option(
      names = "--until",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description = "Let time pass until then. Default: the time of the last event.")
  private Instant until;

  @Option(names = "--check", description = "Only check the files; send nothing.")
  private boolean checkOnly;

  @Option(
      names = "--behind-the-clock",
      description =
          "Send even though the clock of this installation is already past the history's"
              + " beginning: its events then count for their days, but are judged as of now.")
  private boolean behindTheClock;

  private final Clock clock;

  ImportCommand(Clock clock) {
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
    ServiceConfig settings = config.load();
    requireSensibleOptions();
    Topics topics = Topics.of(settings.topics().settings());
    try (StopRequest stop = StopRequest.ofProcess()) {
      Work work =
          new Work(
              new JsonEvents(HistoryTopics.of(topics)),
              new IntakeJudge(topics, settings.time().limits(), clock.instant()),
              new ImportReport(spec.commandLine().getOut()),
              stop);
      try {
        return load(settings, topics, work);
      } catch (CancellationException stopped) {
        work.report.stoppedBeforeSending();
        return STOPPED;
      }
    }
  }

  /** What every step of the work needs. */
  private record Work(JsonEvents json, EventJudge judge, ImportReport report, StopRequest stop) {

    /** For steps of which nothing stays when they are broken off. */
    EventJudge judgeUnlessStopped() {
      return event -> {
        stop.orGoOn();
        return judge.judge(event);
      };
    }
  }

  /**
   * Checks, then sends.
   *
   * @throws CancellationException when it was told to stop before anything was sent
   */
  private int load(ServiceConfig settings, Topics topics, Work work)
      throws IOException, StartRefusedException, ExecutionException, InterruptedException {
    HistoryFindings findings = check(work);
    work.report.found(findings, files);
    if (isUnordered(findings) && !sort) {
      work.report.disorder(findings, mostDisorder);
      return ExitCode.SOFTWARE;
    }
    boolean nothingToSend = findings.events() == 0 && until == null;
    if (checkOnly || nothingToSend) {
      work.report.outcome(findings, 0);
      return findings.clean() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
    requireEnd(findings);
    broker.connect(settings, config.file()).close();
    broker.requireRegistry(settings, topics);
    try (ImportTarget target =
        ImportTarget.open(settings, topics, broker.connect(settings, config.file()), work.stop)) {
      if (!behindTheClock && findings.first().isPresent()) {
        target.requireClockBefore(findings.first().get(), tickEvery);
      }
      HistoryImport.Sent sent = send(target, work, findings);
      if (!sent.complete()) {
        work.report.stopped(sent, findings, isUnordered(findings));
        return STOPPED;
      }
      work.report.outcome(findings, sent.tooLarge().total());
      return findings.clean() && sent.tooLarge().total() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private static boolean isUnordered(HistoryFindings findings) {
    return findings.disorder().isPresent();
  }

  private HistoryFindings check(Work work) throws IOException {
    try (HistoryReader history = HistoryReader.open(files, work.json, work.judgeUnlessStopped());
        Progress progress = Progress.of("checking", " lines", -1, err())) {
      return HistoryCheck.check(history, mostDisorder, progress);
    }
  }

  private HistoryImport.Sent send(ImportTarget target, Work work, HistoryFindings findings)
      throws IOException {
    Instant begin = clock.instant();
    target.tellOfRunningService(ticks(findings), err());
    HistoryImport.Sent sent = transmit(target, work, findings);
    work.report.sent(sent, target.sender().earlyTicks(), Duration.between(begin, clock.instant()));
    return sent;
  }

  private HistoryImport.Sent transmit(ImportTarget target, Work work, HistoryFindings findings)
      throws IOException {
    Instant end = until == null ? findings.last().orElse(null) : until;
    try (OrderedFiles ordered = inOrder(work, findings);
        HistoryReader history = HistoryReader.open(ordered.files(), work.json, work.judge);
        Progress progress = Progress.of("sending", " lines", findings.lines(), err())) {
      return new HistoryImport(
              target.sender(),
              new TickSteps(tickEvery),
              Pace.UNLIMITED,
              target.gate(),
              target.sender()::endTurn,
              work.stop)
          .load(history, end, progress);
    }
  }

  private OrderedFiles inOrder(Work work, HistoryFindings findings) throws IOException {
    if (!isUnordered(findings)) {
      return OrderedFiles.asTheyAre(files);
    }
    err().println("sorting " + String.format("%,d", findings.events()) + " events");
    err().flush();
    EventJudge judge = work.judgeUnlessStopped();
    return OrderedFiles.sorted(directory -> HistorySort.sort(files, work.json, judge, directory));
  }

  private long ticks(HistoryFindings findings) {
    Instant end = until == null ? findings.last().orElse(null) : until;
    return end == null || findings.first().isEmpty()
        ? 0
        : Duration.between(findings.first().get(), end).dividedBy(tickEvery) + 1;
  }

  private void requireSensibleOptions() {
    for (Path file : files) {
      String trouble =
          !Files.exists(file)
              ? "no such file"
              : Files.isDirectory(file)
                  ? "expected a file, this is a folder"
                  : Files.isReadable(file) ? null : "may not be read: permission denied";
      if (trouble != null) {
        throw new ParameterException(spec.commandLine(), file + ": " + trouble);
      }
    }
    if (tickEvery.compareTo(TickSteps.SHORTEST) < 0) {
      throw new ParameterException(spec.commandLine(), "--tick-every must be 1s or more");
    }
    if (until != null && until.isAfter(clock.instant())) {
      throw new ParameterException(
          spec.commandLine(),
          "--until " + until + " is in the future; time would stand still until then");
    }
  }

  private void requireEnd(HistoryFindings findings) {
    if (until != null && findings.last().isPresent() && until.isBefore(findings.last().get())) {
      throw new ParameterException(
          spec.commandLine(),
          "--until " + until + " is before the last event, " + findings.last().get());
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
