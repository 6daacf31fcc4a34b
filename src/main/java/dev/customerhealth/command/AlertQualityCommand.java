package dev.customerhealth.command;

import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.alerting.quality.AlertQuality;
import dev.customerhealth.publication.ToldAlertSteps;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how good the alerts were. */
@Command(
    name = "quality",
    description = {
      "Says what became of the alerts that were told: how many were raised, resolved by themselves,"
          + " taken on, judged useful, known or false, and how soon; by rule.",
      "Reads the topic health-alerts; nothing need run. Times are shown for half and for nine of ten"
          + " of the alerts."
    },
    mixinStandardHelpOptions = true)
final class AlertQualityCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ToldOptions options;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description = "Only alerts raised from then on, in business time. Default: all.")
  private Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description = "Only alerts raised before. Default: all.")
  private Instant until;

  @Option(
      names = "--again-within",
      defaultValue = "7d",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "An alert so soon after the end of the one before was raised again. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration again;

  @Option(names = "--weeks", description = "Also by rule, CSM and week.")
  private boolean weeks;

  @Option(names = "--json", description = "As JSON, times in seconds.")
  private boolean json;

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    AlertQuality quality = new AlertQuality(again);
    try (Told told = options.open();
        ToldRecords<HealthAlert> alerts = told.records(told.topics().healthAlerts())) {
      List<TopicPartition> partitions = alerts.partitions(null);
      alerts.fromBeginning(partitions);
      alerts.readToEnd(
          (account, alert) -> {
            if (alert != null && concerns(alert.getRaisedAt())) {
              quality.take(ToldAlertSteps.of(alert));
            }
          });
    }
    print(new AlertFiguresText(quality, List.of()));
    return ExitCode.OK;
  }

  private boolean concerns(Instant raisedAt) {
    return (since == null || !raisedAt.isBefore(since))
        && (until == null || raisedAt.isBefore(until));
  }

  private void print(AlertFiguresText text) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(text.json());
    } else {
      text.quality().forEach(out::println);
      if (weeks) {
        out.println();
        text.byWeek().forEach(out::println);
      }
    }
    out.flush();
  }
}
