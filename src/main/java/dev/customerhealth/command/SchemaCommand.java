package dev.customerhealth.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what editors complete and check a kind of file by. Connects to nothing. */
@Command(name = "schema", mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
  private static final String FOLDER = "/schemas/";

  private final String file;

  @Spec private CommandSpec spec;

  private SchemaCommand(String file) {
    this.file = file;
  }

  /** That of model files. */
  static CommandLine ofModels() {
    return commandLine("model/scoring-model.schema.json", "model files");
  }

  /** That of files of alert rules. */
  static CommandLine ofRules() {
    return commandLine("rules/alert-rules.schema.json", "files of alert rules");
  }

  /** That of routing files. */
  static CommandLine ofRouting() {
    return commandLine("notify/routing.schema.json", "routing files");
  }

  private static CommandLine commandLine(String file, String whose) {
    CommandLine commandLine = new CommandLine(new SchemaCommand(file));
    String name = file.substring(file.indexOf('/') + 1);
    commandLine
        .getCommandSpec()
        .usageMessage()
        .description(
            "Prints the JSON Schema of " + whose + ", by which editors complete and check them.",
            "Keep it beside the file as "
                + name
                + " and begin the file with: # yaml-language-server: $schema="
                + name);
    return commandLine;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text());
    out.flush();
    return ExitCode.OK;
  }

  private String text() {
    try (InputStream in = SchemaCommand.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("the schema " + file + " is not packaged");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the packaged schema " + file, e);
    }
  }
}
