package dev.customerhealth.command;

import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.wire.ContractSerdes;
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
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;

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
    verbosity.apply();
    ServiceConfig settings = config.load();
    broker.connect(settings, config.file()).close();
    OpenAlerts open = new OpenAlerts(accountId, owner, rule);
    try (ContractSerdes serdes = ContractSerdes.from(settings.registry().forSerdes());
        ToldRecords<HealthAlert> alerts =
            new ToldRecords<>(
                settings.kafka().forPlainClient(),
                Topics.of(settings.topics().settings()).healthAlerts(),
                serdes)) {
      alerts.fromBeginning(alerts.partitions(accountId));
      alerts.readToEnd((account, step) -> open.take(step));
    }
    PrintWriter out = spec.commandLine().getOut();
    open.table().forEach(out::println);
    out.flush();
    return ExitCode.OK;
  }
}
