package dev.customerhealth.command;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What there is to do with scoring models. */
@Command(
    name = "model",
    description = {
      "Checks, lists, shows, tries and publishes scoring models.",
      "validate, list, show and schema connect to nothing."
    },
    mixinStandardHelpOptions = true)
final class ModelCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** The command with its sub-commands. */
  static CommandLine commandLine(Clock clock) {
    CommandLine commandLine = new CommandLine(new ModelCommand());
    commandLine.addSubcommand(new ModelValidateCommand());
    commandLine.addSubcommand(new ModelListCommand());
    commandLine.addSubcommand(new ModelShowCommand());
    commandLine.addSubcommand(SchemaCommand.ofModels());
    commandLine.addSubcommand(new ModelReplayCommand(clock));
    commandLine.addSubcommand(new ModelPublishCommand(clock));
    commandLine.addSubcommand(new ModelPublishedCommand(clock));
    commandLine.addSubcommand(ModelShadowCommand.commandLine(clock));
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "which command: validate, list, show, schema, replay, publish, published or shadow?");
  }
}
