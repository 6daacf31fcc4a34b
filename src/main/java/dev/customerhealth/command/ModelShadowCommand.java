package dev.customerhealth.command;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What there is to do with shadow models that score already. */
@Command(
    name = "shadow",
    description = {
      "Compares a shadow model with the live ones, and ends it.",
      "A shadow model scores every account beside the live one and alerts nobody; `model publish"
          + " --shadow` begins it."
    },
    mixinStandardHelpOptions = true)
final class ModelShadowCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** The command with its sub-commands. */
  static CommandLine commandLine(Clock clock) {
    CommandLine commandLine = new CommandLine(new ModelShadowCommand());
    commandLine.addSubcommand(new ModelShadowCompareCommand());
    commandLine.addSubcommand(new ModelShadowEndCommand(clock));
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command: compare or end?");
  }
}
