package dev.customerhealth.command;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. By itself it only tells what there is. */
@Command(
    name = "customer-health",
    description = "Scores the health of customer accounts and raises alerts, event by event.",
    mixinStandardHelpOptions = true,
    versionProvider = ProductVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
public final class RootCommand implements Runnable {

  @Spec private CommandSpec spec;

  private RootCommand() {}

  /**
   * The command line with the commands of production; development adds its own to it.
   *
   * @param clock the time of the running service
   */
  public static CommandLine commandLine(Clock clock) {
    CommandLine commandLine = new CommandLine(new RootCommand());
    commandLine.addSubcommand(new RunCommand(clock));
    commandLine.addSubcommand(new TopicsCommand());
    commandLine.addSubcommand(new DescribeCommand());
    commandLine.addSubcommand(new MeasuresCommand());
    commandLine.addSubcommand(ModelCommand.commandLine(clock));
    commandLine.addSubcommand(PeersCommand.commandLine(clock));
    commandLine.addSubcommand(RulesCommand.commandLine(clock));
    commandLine.addSubcommand(new ImportCommand(clock));
    commandLine.addSubcommand(new ConvertCommand());
    commandLine.addSubcommand(new SimulateCommand(clock));
    commandLine.addSubcommand(new ExplainCommand(clock));
    commandLine.addSubcommand(new PortfolioCommand());
    commandLine.addSubcommand(NotifyCommand.commandLine(clock));
    commandLine.addSubcommand(OverrideCommand.commandLine(clock));
    commandLine.addSubcommand(SentimentCommand.commandLine(clock));
    commandLine.addSubcommand(AlertsCommand.commandLine(clock));
    commandLine.addSubcommand(new AuditCommand(clock));
    commandLine.addSubcommand(new AccountingCommand());
    return configured(commandLine);
  }

  /** Applies our habits to a command line and all its sub-commands; call it after adding some. */
  public static CommandLine configured(CommandLine commandLine) {
    return commandLine
        .setExecutionExceptionHandler(new FailureReport())
        .setParameterExceptionHandler(new WrongOption())
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Runs one command of this process; the exit code also says whether its output arrived. */
  public static int execute(CommandLine commandLine, String... arguments) {
    StandardOutput out = StandardOutput.ofProcess();
    commandLine.setOut(out.writer());
    return out.exitCode(commandLine.execute(arguments), commandLine.getErr());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
