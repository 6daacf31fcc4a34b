package dev.customerhealth.command;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Alerts: what people do about them, how good they were, how often they would come. */
@Command(
    name = "alerts",
    description = {
      "Lists open alerts; takes them on, puts them off, hands them over, judges them.",
      "Says how good alerts were, and how often rules would have fired."
    },
    mixinStandardHelpOptions = true)
final class AlertsCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** The command with its sub-commands. */
  static CommandLine commandLine(Clock clock) {
    CommandLine commandLine = new CommandLine(new AlertsCommand());
    commandLine.addSubcommand(new AlertListCommand());
    commandLine.addSubcommand(new AlertAcknowledgeCommand(clock));
    commandLine.addSubcommand(new AlertSnoozeCommand(clock));
    commandLine.addSubcommand(new AlertAssignCommand(clock));
    commandLine.addSubcommand(new AlertFeedbackCommand(clock));
    commandLine.addSubcommand(new AlertQualityCommand());
    commandLine.addSubcommand(new AlertSimulateCommand(clock));
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "which command: list, acknowledge, snooze, assign, feedback, quality or simulate?");
  }
}
