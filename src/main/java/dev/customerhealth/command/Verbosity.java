package dev.customerhealth.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** How much a command tells about its inner life. */
public final class Verbosity {

  @Option(
      names = "--verbose",
      description = "Log in detail, and show stack traces when something fails.")
  private boolean verbose;

  /** Applies it to the log; call it first in a command. */
  public void apply() {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (verbose && factory instanceof LoggerContext context) {
      context.getLogger("dev.customerhealth").setLevel(Level.DEBUG);
      context.getLogger("org.apache.kafka").setLevel(Level.INFO);
    }
  }

  /** Whether stack traces are wanted. */
  public boolean verbose() {
    return verbose;
  }
}
