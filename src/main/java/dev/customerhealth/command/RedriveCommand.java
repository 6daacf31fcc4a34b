package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.notify.delivery.DeadLetters;
import dev.customerhealth.notify.delivery.DeadLetters.DeadLetter;
import dev.customerhealth.notify.delivery.DeadLetters.State;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has notifications that were given up tried again. */
@Command(
    name = "redrive",
    description = {
      "Asks the notifier to try notifications again that were given up, under the ids they had, so"
          + " that the other side can drop what it has.",
      "What was delivered since is not sent again; what something later was told of is left out.",
      "The notifier at work takes them up within seconds, else the next one that starts."
    },
    mixinStandardHelpOptions = true)
final class RedriveCommand implements Callable<Integer> {
  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Ids that dead-letters lists.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "All that nothing became of since.")
  private boolean all;

  @Option(
      names = "--target",
      paramLabel = "CHANNEL",
      description = "With --all: only those of a channel, for instance managers/slack/1.")
  private String target;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "With --all: only those given up within this time.")
  private Duration since;

  @Option(names = "--dry-run", description = "Only print what would be asked for.")
  private boolean dryRun;

  RedriveCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    if (all == !ids.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "which ones: ids, or --all?");
    }
    if (!all && (target != null || since != null)) {
      throw new ParameterException(spec.commandLine(), "--target and --since go with --all");
    }
    verbosity.apply();
    ServiceConfig settings = config.load();
    NotifierTopics topics = NotifierTopics.of(settings.topics().settings());
    try (Admin admin = broker.connect(settings, config.file())) {
      TopicsThere.require(admin, topics);
    }
    PassedOver passedOver = new PassedOver(spec.commandLine().getErr());
    DeadLetters letters =
        new DeadLetters(settings.kafka().forPlainClient(), topics, passedOver::take);
    PrintWriter out = spec.commandLine().getOut();
    List<String> asked = new ArrayList<>();
    boolean complete = all ? chooseAll(letters, asked) : chooseNamed(letters, asked, out);
    passedOver.tell();
    if (!dryRun) {
      letters.redrive(asked);
    }
    asked.forEach(id -> out.println(id));
    out.printf(dryRun ? "%d would be tried again%n" : "%d handed to the notifier%n", asked.size());
    out.flush();
    return complete ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private boolean chooseAll(DeadLetters letters, List<String> asked) {
    letters.all().stream()
        .filter(letter -> letter.state() == State.DEAD)
        .filter(letter -> target == null || letter.target().equals(target))
        .filter(letter -> since == null || !letter.at().isBefore(clock.instant().minus(since)))
        .map(DeadLetter::id)
        .forEach(asked::add);
    return true;
  }

  private boolean chooseNamed(DeadLetters letters, List<String> asked, PrintWriter out) {
    Map<String, DeadLetter> known =
        letters.all().stream().collect(Collectors.toMap(DeadLetter::id, Function.identity()));
    boolean complete = true;
    for (String id : ids) {
      DeadLetter letter = known.get(id);
      if (letter != null && letter.state() == State.DEAD) {
        asked.add(id);
      } else {
        complete = false;
        out.println(
            PrintableText.of(id)
                + ": "
                + (letter == null
                    ? "no such dead letter"
                    : letter.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
      }
    }
    return complete;
  }
}
