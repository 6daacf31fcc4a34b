package dev.customerhealth.command;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Alerts, after the fact and before it. */
@Command(
    name = "alerts",
    description = "Says how good alerts were, and how often rules would have fired.",
    mixinStandardHelpOptions = true)
final class AlertsCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** The command with its sub-commands. */
  static CommandLine commandLine(Clock clock) {
    CommandLine commandLine = new CommandLine(new AlertsCommand());
    commandLine.addSubcommand(new AlertQualityCommand());
    commandLine.addSubcommand(new AlertSimulateCommand(clock));
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command: quality or simulate?");
  }
}
