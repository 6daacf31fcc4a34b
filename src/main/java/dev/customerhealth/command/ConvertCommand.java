package dev.customerhealth.command;

import dev.customerhealth.history.HistoryEvent;
import dev.customerhealth.history.JsonEventWriter;
import dev.customerhealth.history.ravenstack.RavenStack;
import dev.customerhealth.wire.AvroSafety;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns other people's data into a history. */
@Command(
    name = "convert",
    description = "Turns data in another form into a history file that import reads.",
    mixinStandardHelpOptions = true,
    subcommands = ConvertCommand.FromRavenStack.class)
final class ConvertCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which data? See --help.");
  }

  /** RavenStack's five CSV files. */
  @Command(
      name = "ravenstack",
      description = {
        "Converts RavenStack's five CSV files (docs/bring-your-own-data.md).",
        "Exit codes: 0 every row was understood; 1 some were not, the others are written; 2 wrong"
            + " options."
      },
      mixinStandardHelpOptions = true)
  static final class FromRavenStack implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private Verbosity verbosity;

    @Parameters(paramLabel = "DIR", description = "Directory with the CSV files.")
    private Path directory;

    @Option(
        names = {"-o", "--output"},
        required = true,
        paramLabel = "FILE",
        description = "Where to write; gzip when the name ends with .gz.")
    private Path output;

    @Override
    public Integer call() throws IOException {
      verbosity.apply();
      AvroSafety.install();
      if (!Files.isDirectory(directory)) {
        throw new ParameterException(
            spec.commandLine(),
            directory
                + (Files.exists(directory)
                    ? ": expected the folder with the CSV files, this is a file"
                    : ": no such folder"));
      }
      RavenStack history = RavenStack.read(directory);
      PrintWriter err = spec.commandLine().getErr();
      try (JsonEventWriter writer = new JsonEventWriter(OutputFile.create(output));
          Progress progress = Progress.of("writing", " events", history.events().size(), err)) {
        for (HistoryEvent event : history.events()) {
          writer.write(event);
          progress.accept(progress.done() + 1);
        }
      }
      PrintWriter out = spec.commandLine().getOut();
      history.reports().forEach(report -> report.describe().forEach(out::println));
      out.printf("wrote %,d events to %s%n", history.events().size(), output);
      out.flush();
      return history.clean() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }
}
