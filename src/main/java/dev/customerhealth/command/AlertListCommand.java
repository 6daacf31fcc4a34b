package dev.customerhealth.command;

import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists open alerts. */
@Command(
    name = "list",
    description = {
      "Lists the alerts that are open, the most severe and oldest first.",
      "Reads the topic health-alerts from its beginning; the service need not run."
    },
    mixinStandardHelpOptions = true)
final class AlertListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ToldOptions options;

  @Option(names = "--account", paramLabel = "ID", description = "Only those of this account.")
  private String accountId;

  @Option(
      names = "--owner",
      paramLabel = "WHO",
      description = "Only those that this person looks after.")
  private String owner;

  @Option(names = "--rule", paramLabel = "ID", description = "Only those of this rule.")
  private String rule;

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    OpenAlerts open = new OpenAlerts(accountId, owner, rule);
    try (Told told = options.open();
        ToldRecords<HealthAlert> alerts = told.records(told.topics().healthAlerts())) {
      alerts.fromBeginning(alerts.partitions(accountId));
      alerts.readToEnd((account, step) -> open.take(step));
    }
    PrintWriter out = spec.commandLine().getOut();
    open.table().forEach(out::println);
    out.flush();
    return ExitCode.OK;
  }
}
