package dev.customerhealth.command;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What there is to do with alert rules. */
@Command(
    name = "rules",
    description = {
      "Checks, lists, shows and publishes alert rules.",
      "validate, list, show and schema connect to nothing."
    },
    mixinStandardHelpOptions = true)
final class RulesCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** The command with its sub-commands. */
  static CommandLine commandLine(Clock clock) {
    CommandLine commandLine = new CommandLine(new RulesCommand());
    commandLine.addSubcommand(new RulesValidateCommand());
    commandLine.addSubcommand(new RulesListCommand());
    commandLine.addSubcommand(new RulesShowCommand());
    commandLine.addSubcommand(SchemaCommand.ofRules());
    commandLine.addSubcommand(new RulesPublishCommand(clock));
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which command: validate, list, show, schema or publish?");
  }
}
