package dev.customerhealth.command;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.model.ModelDraft;
import dev.customerhealth.model.ModelLibrary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
      List<ConfigProblem> problems = new ArrayList<>();
      Map<Boolean, List<Path>> parted =
          files.stream().collect(Collectors.partitioningBy(ModelDraft::isNextOfShipped));
      ModelLibrary library = ModelLibrary.presetsAnd(parted.get(false), problems);
      List<String> valid = new ArrayList<>();
      for (ScoringModel model : library.models()) {
        if (!library.isShipped(model.id())) {
          valid.add(library.originOf(model.id()) + ": " + ModelText.name(model) + " is valid");
        }
      }
      for (Path file : parted.get(true)) {
        try {
          ScoringModel model = ModelDraft.readNextOfShipped(file, library).model();
          valid.add(
              "%s: %s is valid as the next version of the shipped %s; publish it, a configuration"
                      .formatted(file, ModelText.name(model), model.id())
                  + " needs models with ids of their own");
        } catch (InvalidConfigException e) {
          problems.addAll(e.problems());
        }
      }
      if (problems.isEmpty()) {
        valid.forEach(out::println);
        return ExitCode.OK;
      }
      problems.forEach(problem -> err.println(PrintableText.of(problem.toString())));
      err.println(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
      return ExitCode.SOFTWARE;
    } finally {
      out.flush();
      err.flush();
    }
  }
}
