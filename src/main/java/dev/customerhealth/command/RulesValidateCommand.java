package dev.customerhealth.command;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.model.RuleLibrary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds everything wrong with a file of alert rules at once. */
@Command(
    name = "validate",
    description = {
      "Finds everything wrong with a file of alert rules, each problem with file, line, path, value"
          + " and what was expected.",
      "Components it names must be those of a model that is shipped or, with --config, of the"
          + " installation.",
      "The exit code is 1 when something is wrong."
    },
    mixinStandardHelpOptions = true)
final class RulesValidateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private OptionalConfig config;

  @Parameters(paramLabel = "FILE", description = "File of alert rules (YAML).")
  private Path file;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      List<ScoringModel> models = config.models().models();
      RuleLibrary library =
          config.given() ? RuleLibrary.ofConfigured(file, models) : RuleLibrary.of(file, models);
      library
          .warnings(models)
          .forEach(line -> err.println("warning: " + PrintableText.of(file + ": " + line)));
      long on = library.rules().stream().filter(AlertRule::enabled).count();
      out.println(
          file
              + ": version "
              + library.version()
              + " is valid: "
              + library.rules().size()
              + " rules, "
              + on
              + " of them on");
      return ExitCode.OK;
    } catch (InvalidConfigException e) {
      List<ConfigProblem> problems = e.problems();
      problems.forEach(problem -> err.println(PrintableText.of(problem.toString())));
      err.println(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
      return ExitCode.SOFTWARE;
    } finally {
      out.flush();
      err.flush();
    }
  }
}
