package dev.customerhealth.command;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.model.ConfiguredPolicy;
import dev.customerhealth.notify.reading.RoutingFile;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.runtime.ServiceFailedException;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells people of alerts, or says whom it would tell what. */
@Command(
    name = "notify",
    description = {
      "Tells people of alerts by the routing file that notify.routing names, until told to stop.",
      "With --dry-run nobody is told: prints what would have gone where, from the alerts that are"
          + " there."
    },
    mixinStandardHelpOptions = true)
final class NotifyCommand implements Callable<Integer> {

  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private OptionalConfig config;
  @Mixin private BrokerOption broker;

  @Option(names = "--dry-run", description = "Only print what would be told to whom.")
  private boolean dryRun;

  @Option(
      names = "--since",
      defaultValue = "7d",
      converter = DurationConverter.class,
      description =
          "With --dry-run: how far back alerts are read, by when they came in. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration since;

  @Option(names = "--payloads", description = "With --dry-run: print whole messages.")
  private boolean payloads;

  @Option(
      names = "--routing",
      paramLabel = "FILE",
      description =
          "With --dry-run: the routing file to try. Default: the one that notify.routing names.")
  private Path tried;

  private NotifyCommand(Clock clock) {
    this.clock = clock;
  }

  /** The command with its sub-commands. */
  static CommandLine commandLine(Clock clock) {
    CommandLine commandLine = new CommandLine(new NotifyCommand(clock));
    commandLine.addSubcommand(new DeadLettersCommand());
    commandLine.addSubcommand(new RedriveCommand(clock));
    commandLine.addSubcommand(SchemaCommand.ofRouting());
    return commandLine;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ServiceFailedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    if (!config.given()) {
      // Not required by picocli, which would ask for it before the name of a sub-command, too.
      throw new ParameterException(spec.commandLine(), "Missing required option: '--config=FILE'");
    }
    if (tried != null && !dryRun) {
      throw new ParameterException(
          spec.commandLine(), "--routing needs --dry-run: people are told by notify.routing");
    }
    ServiceConfig settings = config.load();
    Path file = tried == null ? routingFile(settings) : tried.toAbsolutePath();
    if (!dryRun) {
      Routing routing = RoutingFile.read(file, System.getenv());
      List<String> ruleIds =
          ConfiguredPolicy.of(settings.models()).rules().stream().map(AlertRule::id).toList();
      new NotifierRun(settings, routing, ruleIds, clock).untilStopped();
      return ExitCode.OK;
    }
    RoutingFile.Rehearsed rehearsed = RoutingFile.rehearse(file, System.getenv());
    try (Admin admin = broker.connect(settings, config.file())) {
      TopicsThere.require(admin, List.of(Topics.of(settings.topics().settings()).healthAlerts()));
    }
    rehearse(settings, rehearsed);
    return ExitCode.OK;
  }

  private void rehearse(ServiceConfig settings, RoutingFile.Rehearsed rehearsed) {
    PrintWriter out = spec.commandLine().getOut();
    if (!rehearsed.missing().isEmpty()) {
      out.println(
          "not set yet, and needed to run: "
              + PrintableText.of(String.join(", ", rehearsed.missing())));
    }
    Routing routing = rehearsed.routing();
    Instant now = clock.instant();
    new NotifyRehearsal(settings, routing, payloads, out)
        // Played on until every group has gathered: what came in just now would be told too.
        .print(now.minus(since), now.plus(routing.longestGroupWait()));
  }

  private static Path routingFile(ServiceConfig settings) throws InvalidConfigException {
    return settings
        .notifying()
        .routing()
        .orElseThrow(
            () ->
                new InvalidConfigException(
                    List.of(
                        new ConfigProblem(
                            "configuration",
                            "notify.routing",
                            null,
                            "missing: expected the file that says who is told; see"
                                + " docs/notifications.md, or try one with --dry-run --routing"
                                + " FILE"))));
  }
}
