package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.NearestName;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.model.RuleLibrary;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one alert rule as it counts. */
@Command(
    name = "show",
    description = {"Prints an alert rule as it counts, with everything it inherits."},
    mixinStandardHelpOptions = true)
final class RulesShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private OptionalConfig config;

  @Parameters(paramLabel = "ID", description = "Id of the rule, for instance score-drop-7d.")
  private String id;

  @Override
  public Integer call() throws InvalidConfigException {
    RuleLibrary library = config.rules();
    Optional<AlertRule> rule = library.rule(id);
    if (rule.isEmpty()) {
      List<String> ids = library.rules().stream().map(AlertRule::id).toList();
      String hint = NearestName.of(id, ids).map(near -> "; did you mean " + near + "?").orElse("");
      throw new ParameterException(
          spec.commandLine(), "no rule " + id + " among " + String.join(", ", ids) + hint);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(RuleText.whole(rule.get(), library));
    out.flush();
    return ExitCode.OK;
  }
}
