package dev.customerhealth.command;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.model.ModelDraft;
import dev.customerhealth.replay.ReplayOutcome;
import dev.customerhealth.replay.Replayed;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.wire.AvroSafety;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a changed model would have made of the past. */
@Command(
    name = "replay",
    description = {
      "Says what a changed model would have made of given history, and tells nobody: accounts by"
          + " band, the accounts that would stand elsewhere and why, and the alerts.",
      "Plays the history twice, by what is in force and with the file's model in the place of the"
          + " one it changes."
    },
    mixinStandardHelpOptions = true)
final class ModelReplayCommand implements Callable<Integer> {
  private static final Duration AGAIN = Duration.ofDays(7);

  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private PlayedHistory history;

  @Parameters(paramLabel = "MODEL", description = "A model file (YAML).")
  private Path file;

  @Option(
      names = "--in-place-of",
      paramLabel = "ID",
      description =
          "The model whose accounts it scores. Default: the one with its id, or the default"
              + " model.")
  private String replaced;

  @Option(
      names = "--top",
      defaultValue = "10",
      paramLabel = "N",
      description = "Accounts that are named of those that move most. Default: ${DEFAULT-VALUE}.")
  private int top;

  ModelReplayCommand(Clock clock) {
    this.clock = clock;
  }

  /** What is in force, and the model that is tried. */
  private record Given(HealthPolicy policy, ScoringModel candidate) {}

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
    Given given;
    try {
      given = history.isOfTopics() ? published() : configured();
    } catch (InvalidConfigException invalid) {
      invalid.problems().stream().map(ConfigProblem::toString).forEach(err()::println);
      err().flush();
      return ExitCode.SOFTWARE;
    }
    ScoringModel before = inForce(given);
    HealthPolicy live = history.waiting(given.policy());
    HealthPolicy tried =
        new HealthPolicy(
            live.models().inPlaceOf(before.id(), given.candidate()), live.peers(), live.rules());
    ReplayOutcome now = new ReplayOutcome(AGAIN);
    ReplayOutcome then = new ReplayOutcome(AGAIN);
    Replayed played = history.play(live, now, clock);
    if (played.signals() == 0) {
      err().println("no record says anything of an account; nothing was played");
      err().flush();
      return ExitCode.SOFTWARE;
    }
    history.play(tried, then, clock);
    PrintWriter out = spec.commandLine().getOut();
    new ReplayComparison(before, given.candidate(), now, then).lines(top).forEach(out::println);
    out.flush();
    history.tell(played);
    return ExitCode.OK;
  }

  private Given configured() throws InvalidConfigException {
    HealthPolicy policy = history.config().policy();
    return new Given(policy, ModelDraft.read(file, history.config().models(), List.of()).model());
  }

  /** What was published goes before what is configured, as in the service. */
  private Given published()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    try (ModelInstallation installation = history.installation()) {
      ModelNews.Live draft =
          (ModelNews.Live)
              new Drafting(history.config().load(), installation, clock.instant())
                  .read(file.toString(), false, false)
                  .news();
      return new Given(installation.book().at(clock.millis()).policy(), draft.model());
    }
  }

  private ScoringModel inForce(Given given) {
    List<ScoringModel> models = given.policy().models().models();
    String id = replaced == null ? given.candidate().id() : replaced;
    Optional<ScoringModel> found =
        models.stream().filter(model -> model.id().equals(id)).findFirst();
    if (found.isEmpty() && replaced != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--in-place-of: %s scores nobody; expected one of %s"
              .formatted(replaced, models.stream().map(ScoringModel::id).toList()));
    }
    return found.orElse(given.policy().models().otherwise());
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
