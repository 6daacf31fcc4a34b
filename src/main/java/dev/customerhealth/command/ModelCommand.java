package dev.customerhealth.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What there is to do with scoring models. */
@Command(
    name = "model",
    description = "Checks, lists and shows scoring models. Connects to nothing.",
    mixinStandardHelpOptions = true)
final class ModelCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** The command with its sub-commands. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new ModelCommand());
    commandLine.addSubcommand(new ModelValidateCommand());
    commandLine.addSubcommand(new ModelListCommand());
    commandLine.addSubcommand(new ModelShowCommand());
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command: validate, list or show?");
  }
}
