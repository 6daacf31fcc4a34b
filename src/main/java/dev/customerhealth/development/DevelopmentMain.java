package dev.customerhealth.development;

import dev.customerhealth.command.RootCommand;
import dev.customerhealth.development.demo.DemoCommand;
import dev.customerhealth.development.demo.SandboxCommand;
import java.time.Clock;
import picocli.CommandLine;

/** The command line with the commands of development beside those of production. */
public final class DevelopmentMain {
  private DevelopmentMain() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(RootCommand.execute(commandLine(Clock.systemUTC()), arguments));
  }

  /**
   * Every command there is.
   *
   * @param clock the time of the running service
   */
  static CommandLine commandLine(Clock clock) {
    CommandLine commandLine = RootCommand.commandLine(clock);
    commandLine.addSubcommand(new DemoCommand(clock));
    commandLine.addSubcommand(new SandboxCommand(clock));
    return RootCommand.configured(commandLine);
  }
}
