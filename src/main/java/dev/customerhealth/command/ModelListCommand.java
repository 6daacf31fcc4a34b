package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.scoring.Band;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.model.ModelLibrary;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the models there are. */
@Command(
    name = "list",
    description = {
      "Lists the scoring models that are shipped.",
      "With --config also those of the installation."
    },
    mixinStandardHelpOptions = true)
final class ModelListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private OptionalConfig config;

  @Override
  public Integer call() throws InvalidConfigException {
    ModelLibrary library = config.models();
    PrintWriter out = spec.commandLine().getOut();
    for (ScoringModel model : library.models()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-12s version %-4d %-32s %2d measures  bands %s  (%s)",
              model.id(),
              model.version(),
              model.label(),
              model.size(),
              model.bands().stream().map(Band::id).collect(Collectors.joining(", ")),
              library.originOf(model.id())));
    }
    out.flush();
    return ExitCode.OK;
  }
}
