package dev.customerhealth.command;

import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.ShadowScore;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.publication.PublishedShadows;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
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

/** Says to a person why an account has the score it has. */
@Command(
    name = "explain",
    description = {
      "Explains the score of an account: as a sentence, measure by measure, and by its last"
          + " changes.",
      "Reads what the service told, from the topics; the service need not run. The exit code is 1"
          + " when nothing was ever told of the account."
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

  private static final int MOST_CHANGES = 10_000;

  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private ToldOptions options;

  @Parameters(
      paramLabel = "ACCOUNT",
      description = "Id of the account. One that begins with - comes last, behind --.")
  private String accountId;

  @Option(
      names = "--changes",
      defaultValue = "5",
      description = "How many of the last changes to show, 0 to 10000. Default: ${DEFAULT-VALUE}.")
  private int changes;

  @Option(
      names = "--since",
      defaultValue = "30d",
      converter = DurationConverter.class,
      description =
          "How far back to look for changes, by when they were told. Default: ${DEFAULT-VALUE}.")
  private Duration since;

  @Option(
      names = "--model",
      paramLabel = "ID",
      description =
          "What this shadow model says of the account, beside the live score, and the alerts it"
              + " would have raised. No changes are shown then.")
  private String shadowId;

  ExplainCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    if (changes < 0 || changes > MOST_CHANGES) {
      throw new ParameterException(
          spec.commandLine(), "--changes must be from 0 to " + MOST_CHANGES + ", not " + changes);
    }
    if (accountId.isBlank()) {
      throw new ParameterException(
          spec.commandLine(), "ACCOUNT must be the id of an account, found \"" + accountId + '"');
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Told told = options.open();
        ToldOfAccount account = told.ofAccount(accountId)) {
      Optional<HealthScore> score = account.score();
      if (shadowId != null) {
        return shadow(told, score.orElse(null), out);
      }
      if (score.isEmpty()) {
        spec.commandLine()
            .getErr()
            .println(
                "no score was ever told of account '%s' (topic health-scores, partition %d)"
                    .formatted(PrintableText.of(accountId), account.partition()));
        return ExitCode.SOFTWARE;
      }
      List<HealthScoreChange> last =
          changes == 0 ? List.of() : account.changes(clock.instant().minus(since), changes);
      out.print(ScoreExplanation.of(score.get(), last));
      out.flush();
      return ExitCode.OK;
    }
  }

  private int shadow(Told told, HealthScore live, PrintWriter out) throws StartRefusedException {
    Topic<ShadowScore> topic = told.topics().healthScoresShadow();
    String key = PublishedShadows.key(accountId, shadowId);
    ShadowScore[] latest = new ShadowScore[1];
    try (ToldRecords<ShadowScore> shadows = told.records(topic)) {
      shadows.fromBeginning(shadows.partitions(key));
      shadows.readToEnd(
          (found, score) -> {
            if (key.equals(found)) {
              latest[0] = score;
            }
          });
    }
    if (latest[0] == null) {
      spec.commandLine()
          .getErr()
          .println(
              "shadow model '%s' says nothing of account '%s' (topic %s)"
                  .formatted(
                      PrintableText.of(shadowId), PrintableText.of(accountId), topic.name()));
      return ExitCode.SOFTWARE;
    }
    out.print(ShadowExplanation.of(latest[0], live));
    out.flush();
    return ExitCode.OK;
  }
}
