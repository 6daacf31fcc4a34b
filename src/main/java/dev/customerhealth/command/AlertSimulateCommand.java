package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.quality.AlertQuality;
import dev.customerhealth.domain.alerting.quality.QualityStep;
import dev.customerhealth.history.HistoryFindings;
import dev.customerhealth.history.TickSteps;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.model.RuleLibrary;
import dev.customerhealth.replay.AccountsReplay;
import dev.customerhealth.replay.Replayed;
import dev.customerhealth.replay.TopicReplay;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.wire.AvroSafety;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says how often rules would have fired. */
@Command(
    name = "simulate",
    description = {
      "Says how often alert rules would have fired over given history, and tells nobody: by rule,"
          + " and by CSM and week.",
      "Plays the history of the topics, or of files as `import` reads them, through the same rules"
          + " and models as the service."
    },
    mixinStandardHelpOptions = true)
final class AlertSimulateCommand implements Callable<Integer> {
  private static final String TOPICS = "topics";

  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private OptionalConfig config;
  @Mixin private BrokerOption broker;

  @Option(
      names = "--from",
      required = true,
      arity = "1..*",
      paramLabel = "TOPICS|FILE",
      description = "'topics' for what lies in Kafka (needs --config), or history files.")
  private List<String> sources;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "Alert rules to judge by (docs/alerts.md). Default: with 'topics' those in force, with"
              + " files those of the configuration, or those that are shipped.")
  private Path rules;

  @Option(
      names = "--tick-every",
      defaultValue = "1d",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = "With files: how often time passes. Default: ${DEFAULT-VALUE}.")
  private Duration tickEvery;

  @Option(
      names = "--again-within",
      defaultValue = "7d",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description =
          "An alert so soon after the end of the one before was raised again. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration again;

  @Option(names = "--weeks", description = "Also by rule, CSM and week.")
  private boolean weeks;

  @Option(names = "--json", description = "As JSON, times in seconds.")
  private boolean json;

  AlertSimulateCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          IOException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    AvroSafety.install();
    boolean fromTopics = sources.size() == 1 && sources.get(0).equalsIgnoreCase(TOPICS);
    if (fromTopics && !config.given()) {
      throw new ParameterException(spec.commandLine(), "--from topics needs --config FILE");
    }
    if (tickEvery.compareTo(TickSteps.SHORTEST) < 0) {
      throw new ParameterException(spec.commandLine(), "--tick-every must be 1s or more");
    }
    HealthPolicy policy = waiting(fromTopics && rules == null ? policyInForce() : policy());
    AlertQuality quality = new AlertQuality(again);
    AccountsReplay.Listener listener =
        (account, csm, alert) -> quality.take(QualityStep.of(account, csm, alert));
    Replayed played = fromTopics ? fromTopics(policy, listener) : fromFiles(policy, listener);
    if (played.signals() == 0) {
      err().println("no record says anything of an account; nothing was played");
      err().flush();
      return ExitCode.SOFTWARE;
    }
    print(
        new AlertFiguresText(quality, policy.rules().stream().map(AlertRule::id).toList()), played);
    return ExitCode.OK;
  }

  private HealthPolicy policy() throws InvalidConfigException {
    HealthPolicy configured = config.policy();
    return rules == null
        ? configured
        : new HealthPolicy(
            configured.models(),
            configured.peers(),
            RuleLibrary.of(rules, config.models().models()).rules());
  }

  /** Where the whole fleet is watched, alerts wait until it has been looked at. */
  private HealthPolicy waiting(HealthPolicy policy) throws InvalidConfigException {
    if (!config.given()) {
      return policy;
    }
    Duration patience = config.load().alerts().fleet().patience();
    return new HealthPolicy(
        policy.models(),
        policy.peers(),
        policy.rules().stream().map(rule -> rule.patient(patience)).toList());
  }

  /** Rules that were published go before those of the configuration, as in the service. */
  private HealthPolicy policyInForce()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    HealthPolicy configured = config.policy();
    try (ModelInstallation installation =
        ModelInstallation.connect(config.load(), broker, config.file())) {
      ModelBook book = installation.book();
      long now = clock.millis();
      int version = book.alertRulesVersion(now);
      if (version == 0) {
        return configured;
      }
      err().println("judged by the published alert rules version " + version);
      return new HealthPolicy(
          configured.models(), configured.peers(), book.at(now).policy().rules());
    }
  }

  private Replayed fromTopics(HealthPolicy policy, AccountsReplay.Listener listener)
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    ServiceConfig settings = config.load();
    broker.connect(settings, config.file()).close();
    try (ContractSerdes serdes = broker.serdes(settings);
        Progress progress = Progress.of("playing", " records", -1, err())) {
      return new TopicReplay(
              settings.kafka().forPlainClient(),
              Topics.of(settings.topics().settings()),
              serdes,
              settings.time().limits(),
              policy)
          .play(listener, total -> err().printf("%,d records to play%n", total), progress);
    }
  }

  private Replayed fromFiles(HealthPolicy policy, AccountsReplay.Listener listener)
      throws InvalidConfigException, IOException {
    List<Path> files = sources.stream().map(Path::of).toList();
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new ParameterException(spec.commandLine(), file + ": no file that can be read");
      }
    }
    boolean given = config.given();
    Topics topics = given ? Topics.of(config.load().topics().settings()) : Topics.standard();
    IntakeLimits limits = given ? config.load().time().limits() : IntakeLimits.standard();
    HistorySource source = new HistorySource(files, topics, limits, clock.instant(), err());
    HistoryFindings findings = source.check();
    if (!findings.clean()) {
      new ImportReport(err()).found(findings, files);
    }
    return source.play(findings, policy, new TickSteps(tickEvery), listener);
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private void print(AlertFiguresText text, Replayed played) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(text.json());
    } else {
      text.firing().forEach(out::println);
      if (weeks) {
        out.println();
        text.byWeek().forEach(out::println);
      }
    }
    out.flush();
    err()
        .printf(
            "%,d records played: %,d signals to %,d accounts, %,d refused; nobody was told%n",
            played.records(), played.signals(), played.accounts(), played.refused());
    err().flush();
  }
}
