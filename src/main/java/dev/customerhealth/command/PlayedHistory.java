package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.history.HistoryFindings;
import dev.customerhealth.history.TickSteps;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.replay.AccountsReplay;
import dev.customerhealth.replay.Replayed;
import dev.customerhealth.replay.TopicReplay;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * History that a command plays once or more: what lies in the topics, or files as {@code import}
 * reads them.
 */
final class PlayedHistory {
  private static final String TOPICS = "topics";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

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
      names = "--tick-every",
      defaultValue = "1d",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = "With files: how often time passes. Default: ${DEFAULT-VALUE}.")
  private Duration tickEvery;

  private HistorySource source;
  private HistoryFindings findings;

  /** Whether it lies in the topics of an installation. */
  boolean isOfTopics() {
    return sources.size() == 1 && sources.get(0).equalsIgnoreCase(TOPICS);
  }

  /** The configuration that it is played with, if any. */
  OptionalConfig config() {
    return config;
  }

  /**
   * What is published in the installation; only when {@link #isOfTopics()}.
   *
   * @throws StartRefusedException when Kafka does not answer, or a topic is missing
   */
  ModelInstallation installation()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    return ModelInstallation.connect(config.load(), broker, config.file());
  }

  /** Refuses options that do not go together, before anything is read. */
  void check() {
    if (isOfTopics() && !config.given()) {
      throw new ParameterException(spec.commandLine(), "--from topics needs --config FILE");
    }
    if (tickEvery.compareTo(TickSteps.SHORTEST) < 0) {
      throw new ParameterException(spec.commandLine(), "--tick-every must be 1s or more");
    }
  }

  /** Where the whole fleet is watched, alerts wait until it has been looked at. */
  HealthPolicy waiting(HealthPolicy policy) throws InvalidConfigException {
    if (!config.given()) {
      return policy;
    }
    Duration patience = config.load().alerts().fleet().patience();
    return new HealthPolicy(
        policy.models(),
        policy.peers(),
        policy.rules().stream().map(rule -> rule.patient(patience)).toList());
  }

  /** Plays all of it through a policy. */
  Replayed play(HealthPolicy policy, AccountsReplay.Listener listener, Clock clock)
      throws InvalidConfigException,
          IOException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    return isOfTopics() ? fromTopics(policy, listener) : fromFiles(policy, listener, clock);
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

  private Replayed fromFiles(HealthPolicy policy, AccountsReplay.Listener listener, Clock clock)
      throws InvalidConfigException, IOException {
    if (source == null) {
      look(clock);
    }
    return source.play(findings, policy, new TickSteps(tickEvery), listener);
  }

  private void look(Clock clock) throws InvalidConfigException, IOException {
    List<Path> files = sources.stream().map(Path::of).toList();
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new ParameterException(spec.commandLine(), file + ": no file that can be read");
      }
    }
    boolean given = config.given();
    Topics topics = given ? Topics.of(config.load().topics().settings()) : Topics.standard();
    IntakeLimits limits = given ? config.load().time().limits() : IntakeLimits.standard();
    source = new HistorySource(files, topics, limits, clock.instant(), err());
    findings = source.check();
    if (!findings.clean()) {
      new ImportReport(err()).found(findings, files);
    }
  }

  /** Says how much was played. */
  void tell(Replayed played) {
    err()
        .printf(
            "%,d records played: %,d signals to %,d accounts, %,d refused; nobody was told%n",
            played.records(), played.signals(), played.accounts(), played.refused());
    err().flush();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
