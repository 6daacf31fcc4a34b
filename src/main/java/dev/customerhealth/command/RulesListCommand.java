package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.model.RuleLibrary;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the alert rules there are. */
@Command(
    name = "list",
    description = {
      "Lists the alert rules that are shipped, on and off.",
      "With --config those of the installation; a '*' marks what its file says."
    },
    mixinStandardHelpOptions = true)
final class RulesListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private OptionalConfig config;

  @Option(names = "--markdown", description = "As the tables of the documentation.")
  private boolean markdown;

  @Override
  public Integer call() throws InvalidConfigException {
    RuleLibrary library = config.rules();
    PrintWriter out = spec.commandLine().getOut();
    if (markdown) {
      out.print(RuleText.markdown(library));
    } else {
      for (AlertRule rule : library.rules()) {
        out.println(
            PrintableText.of(
                (library.isSaidByFile(rule.id()) ? "* " : "  ") + RuleText.line(rule)));
      }
    }
    out.flush();
    return ExitCode.OK;
  }
}
