package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.quality.AlertQuality;
import dev.customerhealth.domain.alerting.quality.QualityStep;
import dev.customerhealth.model.RuleLibrary;
import dev.customerhealth.replay.AccountsReplay;
import dev.customerhealth.replay.Replayed;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.wire.AvroSafety;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private PlayedHistory history;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "Alert rules to judge by (docs/alerts.md). Default: with 'topics' those in force, with"
              + " files those of the configuration, or those that are shipped.")
  private Path rules;

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
    history.check();
    HealthPolicy policy =
        history.waiting(history.isOfTopics() && rules == null ? policyInForce() : policy());
    AlertQuality quality = new AlertQuality(again);
    AccountsReplay.Listener listener =
        (account, csm, alert) -> quality.take(QualityStep.of(account, csm, alert));
    Replayed played = history.play(policy, listener, clock);
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
    HealthPolicy configured = history.config().policy();
    return rules == null
        ? configured
        : new HealthPolicy(
            configured.models(),
            configured.peers(),
            RuleLibrary.of(rules, history.config().models().models()).rules());
  }

  /** Rules that were published go before those of the configuration, as in the service. */
  private HealthPolicy policyInForce()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    HealthPolicy configured = history.config().policy();
    try (ModelInstallation installation = history.installation()) {
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
    history.tell(played);
  }
}
