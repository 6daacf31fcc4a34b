package dev.customerhealth.development;

import dev.customerhealth.command.RootCommand;
import java.time.Clock;
import picocli.CommandLine;

/** The command line with the commands of development beside those of production. */
public final class DevelopmentMain {
  private DevelopmentMain() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    CommandLine commandLine = RootCommand.commandLine(Clock.systemUTC());
    System.exit(RootCommand.configured(commandLine).execute(arguments));
  }
}
