package dev.customerhealth;

import dev.customerhealth.command.RootCommand;
import java.time.Clock;

/** The command line of the service. */
public final class CustomerHealth {
  private CustomerHealth() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(RootCommand.execute(RootCommand.commandLine(Clock.systemUTC()), arguments));
  }
}
