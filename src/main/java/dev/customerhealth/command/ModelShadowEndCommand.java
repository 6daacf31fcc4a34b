package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends a shadow model. */
@Command(
    name = "end",
    description = {
      "Ends a shadow model: from one and the same business time on (--from) it scores no account.",
      "What it said is removed from health-scores-shadow. The exit code is 1 when it was refused."
    },
    mixinStandardHelpOptions = true)
final class ModelShadowEndCommand implements Callable<Integer> {

  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;
  @Mixin private PublicationTime from;

  @Mixin private PublicationReason decision;

  @Option(names = "--dry-run", description = "Only says what would change.")
  private boolean dryRun;

  @Parameters(paramLabel = "ID", description = "Id of the shadow model.")
  private String modelId;

  ModelShadowEndCommand(Clock clock) {
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
      Instant at = from.of(clock, installation, settings.time().tickInterval());
      List<ScoringModel> shadows = installation.book().shadowsAt(at.toEpochMilli());
      Optional<ScoringModel> shadow =
          shadows.stream().filter(model -> model.id().equals(modelId)).findFirst();
      if (shadow.isEmpty()) {
        return refused(unknown(shadows, at));
      }
      ModelNews news = new ModelNews.ShadowEnded(modelId, shadow.get().version());
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          (dryRun ? "would end" : "ending")
              + " shadow "
              + ModelBook.name(news)
              + " from "
              + at
              + " on");
      out.flush();
      if (!dryRun) {
        String before = modelId + " version " + shadow.get().version();
        Drafted end = new Drafted(news, null, at, before, null, List.of());
        installation.publish(end.notice(clock, decision.who(), decision.reason()), before);
      }
      return ExitCode.OK;
    } catch (PublicationTime.NotNow early) {
      return refused(early.getMessage());
    }
  }

  private String unknown(List<ScoringModel> shadows, Instant at) {
    return "no shadow model "
        + PrintableText.of(modelId)
        + " scores at "
        + at
        + (shadows.isEmpty()
            ? ": there is none"
            : "; there are "
                + shadows.stream()
                    .map(model -> model.id() + "@" + model.version())
                    .collect(Collectors.joining(", ")));
  }

  private int refused(String problem) {
    return PublicationTime.refused(spec.commandLine().getErr(), List.of(problem));
  }
}
