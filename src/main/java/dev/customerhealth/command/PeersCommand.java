package dev.customerhealth.command;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What there is to do with tables of peers. */
@Command(
    name = "peers",
    description = {
      "Publishes and shows tables of peers: how measures are spread over the accounts of a segment.",
      "Models with peer-percentile compare accounts by them, see docs/peers.md."
    },
    mixinStandardHelpOptions = true)
final class PeersCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** The command with its sub-commands. */
  static CommandLine commandLine(Clock clock) {
    CommandLine commandLine = new CommandLine(new PeersCommand());
    commandLine.addSubcommand(new PeersPublishCommand(clock));
    commandLine.addSubcommand(new PeersShowCommand(clock));
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command: publish or show?");
  }
}
