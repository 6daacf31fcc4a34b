package dev.customerhealth.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What there is to do with alert rules. */
@Command(
    name = "rules",
    description = {"Checks, lists and shows alert rules.", "It connects to nothing."},
    mixinStandardHelpOptions = true)
final class RulesCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** The command with its sub-commands. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new RulesCommand());
    commandLine.addSubcommand(new RulesValidateCommand());
    commandLine.addSubcommand(new RulesListCommand());
    commandLine.addSubcommand(new RulesShowCommand());
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command: validate, list or show?");
  }
}
