package dev.customerhealth.command;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the CSM judges an account. */
@Command(
    name = "sentiment",
    description = "Gives the CSM's sentiment about an account, with its reason.",
    mixinStandardHelpOptions = true)
final class SentimentCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** The command with its sub-commands. */
  static CommandLine commandLine(Clock clock) {
    CommandLine commandLine = new CommandLine(new SentimentCommand());
    commandLine.addSubcommand(new SentimentSetCommand(clock));
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command: set?");
  }
}
