package dev.customerhealth.command;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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

/** Publishes a model, live or as a shadow, or rules of who is scored by which. */
@Command(
    name = "publish",
    description = {
      "Publishes a new version of a model, a shadow model or selection rules to the running"
          + " service.",
      "Every account is scored by it from one and the same business time on (--from); nobody is"
          + " alerted because of that.",
      "Two versions differ in their version number: raise it with every change. `extends` means the"
          + " version in force. With --dry-run nothing is published, and what would change is"
          + " told.",
      "The exit code is 1 when it was refused."
    },
    mixinStandardHelpOptions = true)
final class ModelPublishCommand implements Callable<Integer> {

  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;
  @Mixin private PublicationTime from;

  @Parameters(
      paramLabel = "FILE",
      description = "A model file (YAML), or the id of a model that is shipped or configured.")
  private String file;

  @Option(
      names = "--selection",
      description =
          "The file holds selection rules: version, default and rules, see docs/models.md.")
  private boolean selection;

  @Option(
      names = "--shadow",
      description =
          "The model scores every account beside the live ones, into health-scores-shadow; nobody"
              + " is alerted. `model shadow end` ends it.")
  private boolean shadow;

  @Mixin private PublicationReason decision;

  @Option(names = "--dry-run", description = "Only says what would change.")
  private boolean dryRun;

  ModelPublishCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    if (selection && shadow) {
      throw new ParameterException(
          spec.commandLine(), "--shadow is for models: rules cannot be tried beside the live ones");
    }
    ServiceConfig settings = config.load();
    try (ModelInstallation installation = ModelInstallation.connect(settings, broker, config)) {
      Instant at = from.of(clock, installation, settings.time().tickInterval());
      Drafted drafted;
      try {
        drafted = new Drafting(settings, installation, at).read(file, selection, shadow);
      } catch (InvalidConfigException invalid) {
        return refused(invalid.problems().stream().map(ConfigProblem::toString).toList());
      }
      Optional<String> objection = drafted.objection(installation);
      if (objection.isPresent()) {
        return refused(List.of(objection.get()));
      }
      tell(drafted, at);
      if (drafted.news() instanceof ModelNews.Live live) {
        Peers peers = installation.book().at(at.toEpochMilli()).policy().peers();
        PeersReport.gaps(List.of(live.model()), peers).forEach(this::warn);
      }
      warnOfYears(drafted.news(), installation.book(), at);
      if (!dryRun) {
        installation.publish(
            drafted.notice(clock, decision.who(), decision.reason()), drafted.before());
      }
      return ExitCode.OK;
    } catch (PublicationTime.NotNow early) {
      return refused(List.of(early.getMessage()));
    }
  }

  private void tell(Drafted drafted, Instant at) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        (dryRun ? "would publish " : "publishing ")
            + (shadow ? "shadow " : "")
            + ModelBook.name(drafted.news())
            + ", in force from "
            + at
            + (drafted.before() == null ? "" : "; until then " + drafted.before()));
    if (shadow && drafted.comparedWith() != null) {
      out.println("  beside " + drafted.comparedWith() + ", which scores:");
    }
    drafted.differences().forEach(line -> out.println("  " + line));
    if (drafted.differences().isEmpty() && drafted.comparedWith() != null) {
      out.println("  no difference in content");
    }
    out.flush();
  }

  private void warnOfYears(ModelNews news, ModelBook book, Instant at) {
    ScoringModel model =
        news instanceof ModelNews.Live live
            ? live.model()
            : news instanceof ModelNews.Shadow beside ? beside.model() : null;
    if (model != null) {
      List<ScoringModel> inForce =
          new ArrayList<>(book.at(at.toEpochMilli()).policy().models().models());
      inForce.addAll(book.shadowsAt(at.toEpochMilli()));
      YearReport.gaps(model, inForce, at).forEach(this::warn);
    }
  }

  private void warn(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private int refused(List<String> problems) {
    return PublicationTime.refused(spec.commandLine().getErr(), problems);
  }
}
