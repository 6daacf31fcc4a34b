package dev.customerhealth.command;

import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.wire.ContractSerdes;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how a shadow model sees the accounts, beside the live models. */
@Command(
    name = "compare",
    description = {
      "Compares a shadow model with the live ones: accounts by band, those seen most differently,"
          + " and the alerts it would have raised.",
      "Reads the topics from their beginning; the service need not run. The exit code is 1 when the"
          + " shadow says nothing of any account."
    },
    mixinStandardHelpOptions = true)
final class ModelShadowCompareCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;

  @Parameters(paramLabel = "ID", description = "Id of the shadow model.")
  private String modelId;

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    ServiceConfig settings = config.load();
    Optional<ModelNotice> published;
    try (ModelInstallation installation = ModelInstallation.connect(settings, broker, config)) {
      published =
          installation.notices().stream()
              .filter(notice -> notice.kind() == ModelNotice.Kind.SHADOW)
              .filter(notice -> notice.id().equals(modelId))
              .max(Comparator.comparing(ModelNotice::from));
    }
    if (published.isEmpty()) {
      return nothing("no shadow model " + PrintableText.of(modelId) + " was ever published");
    }
    ShadowComparison comparison = new ShadowComparison(modelId);
    Instant since = published.get().from();
    Topics topics = Topics.of(settings.topics().settings());
    Map<String, Object> client = settings.kafka().forPlainClient();
    PrintWriter err = spec.commandLine().getErr();
    try (ContractSerdes serdes = broker.serdes(settings);
        var scores = new ToldRecords<>(client, topics.healthScores(), serdes, err);
        var shadows = new ToldRecords<>(client, topics.healthScoresShadow(), serdes, err);
        var alerts = new ToldRecords<>(client, topics.healthAlerts(), serdes, err)) {
      fromBeginning(scores).readToEnd(err, comparison::live);
      fromBeginning(shadows).readToEnd(err, comparison::candidate);
      fromBeginning(alerts).readToEnd(err, (account, alert) -> take(comparison, alert, since));
    }
    if (comparison.isEmpty()) {
      return nothing(
          "shadow model "
              + PrintableText.of(modelId)
              + " said nothing of any account; it was published from "
              + since
              + " on, `model published` shows whether it is in force");
    }
    PrintWriter out = spec.commandLine().getOut();
    comparison.lines(since.toString()).forEach(out::println);
    out.flush();
    return ExitCode.OK;
  }

  private static void take(ShadowComparison comparison, HealthAlert alert, Instant since) {
    if (alert != null && !alert.getAt().isBefore(since)) {
      comparison.liveAlert(alert);
    }
  }

  private static <V extends SpecificRecord> ToldRecords<V> fromBeginning(ToldRecords<V> records)
      throws StartRefusedException {
    records.fromBeginning(records.partitions(null));
    return records;
  }

  private int nothing(String why) {
    spec.commandLine().getErr().println(why);
    spec.commandLine().getErr().flush();
    return ExitCode.SOFTWARE;
  }
}
