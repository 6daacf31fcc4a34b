package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.model.PeersText;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the table of peers in force. */
@Command(
    name = "show",
    description = {
      "Prints the table of peers in force, as YAML.",
      "In force is what holds at the service's time: its latest clock tick. The exit code is 1 when"
          + " there is none."
    },
    mixinStandardHelpOptions = true)
final class PeersShowCommand implements Callable<Integer> {

  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;

  PeersShowCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    ServiceConfig settings = config.load();
    try (ModelInstallation installation = ModelInstallation.connect(settings, broker, config)) {
      Instant now = installation.serviceTime().orElseGet(clock::instant);
      Peers peers = installation.book().at(now.toEpochMilli()).policy().peers();
      if (peers.version() == Peers.NO_VERSION) {
        spec.commandLine().getErr().println("no table of peers is in force at " + now);
        return ExitCode.SOFTWARE;
      }
      PrintWriter out = spec.commandLine().getOut();
      out.print(PeersText.of(peers));
      out.flush();
      return ExitCode.OK;
    }
  }
}
