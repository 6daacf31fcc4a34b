package dev.customerhealth.command;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.model.ModelLibrary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds everything wrong with model files at once. */
@Command(
    name = "validate",
    description = {
      "Finds everything wrong with model files, each problem with file, line, path, value and what"
          + " was expected.",
      "Give files that extend one another together. The exit code is 1 when something is wrong."
    },
    mixinStandardHelpOptions = true)
final class ModelValidateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Model files (YAML).")
  private List<Path> files;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      ModelLibrary library = ModelLibrary.presetsAnd(files);
      for (ScoringModel model : library.models()) {
        if (!library.isShipped(model.id())) {
          out.println(library.originOf(model.id()) + ": " + ModelText.name(model) + " is valid");
        }
      }
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
