package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.contract.TopicTable;
import dev.customerhealth.contract.Topics;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what the service is made of. */
@Command(
    name = "describe",
    description = "Prints the topics, the topology and the scoring model.",
    mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;

  @Override
  public Integer call() throws InvalidConfigException {
    verbosity.apply();
    PrintWriter out = spec.commandLine().getOut();
    out.println(TopicTable.markdown(Topics.standard()));
    out.flush();
    return ExitCode.OK;
  }
}
