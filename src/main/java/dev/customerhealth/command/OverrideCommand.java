package dev.customerhealth.command;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a person sets for an account beside what is computed. */
@Command(
    name = "override",
    description = "Sets, clears and lists scores and bands that people set for a while.",
    mixinStandardHelpOptions = true)
final class OverrideCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** The command with its sub-commands. */
  static CommandLine commandLine(Clock clock) {
    CommandLine commandLine = new CommandLine(new OverrideCommand());
    commandLine.addSubcommand(new OverrideSetCommand(clock));
    commandLine.addSubcommand(new OverrideClearCommand(clock));
    commandLine.addSubcommand(new OverrideListCommand());
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command: set, clear or list?");
  }
}
