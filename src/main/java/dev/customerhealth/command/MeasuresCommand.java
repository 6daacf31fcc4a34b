package dev.customerhealth.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the catalogue of measures. Connects to nothing. */
@Command(
    name = "measures",
    description = {
      "Prints every measure a model can weigh: its unit, its windows (the default one first), whether"
          + " it has an earlier value to compare with, which way it is good news, the facts it"
          + " needs and where it comes from.",
      "A model names a measure by its id, over another window with the window behind it:"
          + " login-frequency, login-frequency-7d."
    },
    mixinStandardHelpOptions = true)
final class MeasuresCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(MeasureTable.markdown());
    out.flush();
    return ExitCode.OK;
  }
}
