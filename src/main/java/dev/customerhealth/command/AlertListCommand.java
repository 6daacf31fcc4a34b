package dev.customerhealth.command;

import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.NearestName;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.Severity;
import dev.customerhealth.domain.fleet.FleetVerdict;
import dev.customerhealth.model.ModelLibrary;
import dev.customerhealth.model.RuleLibrary;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists open alerts. */
@Command(
    name = "list",
    description = {
      "Lists the alerts that are open, the most severe and oldest first.",
      "Reads the topic health-alerts from its beginning; the service need not run.",
      "The exit code is 2 when there is no such rule."
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

  @Option(
      names = "--severity",
      defaultValue = "INFO",
      paramLabel = "info|warning|critical",
      description = "Only those that are so severe, or more. Default: all.")
  private Severity severity;

  @Option(names = "--json", description = "As JSON, with all that is known of each.")
  private boolean json;

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    OpenAlerts open =
        new OpenAlerts(
            accountId, owner, rule, dev.customerhealth.avro.Severity.valueOf(severity.name()));
    ServiceConfig settings = options.load();
    try (Told told = options.open(settings);
        ToldRecords<HealthAlert> alerts = told.records(told.topics().healthAlerts())) {
      alerts.fromBeginning(alerts.partitions(accountId));
      alerts.readToEnd((account, step) -> open.take(step));
    }
    if (rule != null && !open.rulesSeen().contains(rule)) {
      checkRule(settings, open.rulesSeen());
    }
    PrintWriter out = spec.commandLine().getOut();
    OpenAlertsText text = new OpenAlertsText(open);
    if (json) {
      out.println(text.json());
    } else {
      text.table().forEach(out::println);
    }
    out.flush();
    return ExitCode.OK;
  }

  /** A rule that never told anything is known by the configuration, or was published. */
  private void checkRule(ServiceConfig settings, Set<String> seen)
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    Set<String> known = new TreeSet<>(seen);
    known.addAll(List.of(FleetVerdict.STALLED, FleetVerdict.MOVED));
    ModelLibrary models = ModelLibrary.presetsAnd(settings.models().files());
    ids(RuleLibrary.shipped().rules(), known);
    ids(RuleLibrary.of(settings.models().alertRules(), models.models()).rules(), known);
    if (!known.contains(rule)) {
      try (ModelInstallation installation = options.installation(settings)) {
        ids(installation.book().at(Long.MAX_VALUE).policy().rules(), known);
      }
    }
    if (!known.contains(rule)) {
      throw new ParameterException(
          spec.commandLine(),
          "no rule "
              + PrintableText.of(rule)
              + NearestName.of(rule, known).map(near -> "; did you mean " + near + "?").orElse("")
              + "; `customer-health rules list` names those there are");
    }
  }

  private static void ids(List<AlertRule> rules, Set<String> known) {
    rules.forEach(each -> known.add(each.id()));
  }
}
