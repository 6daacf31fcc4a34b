package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.NearestName;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.model.ModelLibrary;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one model as it counts. */
@Command(
    name = "show",
    description = {
      "Prints a scoring model as it counts: everything it inherits, and weights made to sum to 100."
    },
    mixinStandardHelpOptions = true)
final class ModelShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private OptionalConfig config;

  @Parameters(paramLabel = "ID", description = "Id of the model, for instance M0.")
  private String id;

  @Override
  public Integer call() throws InvalidConfigException {
    ModelLibrary library = config.models();
    Optional<ScoringModel> model = library.model(id);
    if (model.isEmpty()) {
      String hint =
          NearestName.of(id, library.ids()).map(near -> "; did you mean " + near + "?").orElse("");
      throw new ParameterException(
          spec.commandLine(),
          "no model " + id + " among " + String.join(", ", library.ids()) + hint);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(ModelText.of(model.get()));
    out.flush();
    return ExitCode.OK;
  }
}
