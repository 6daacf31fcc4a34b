package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.runtime.PlainWords;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells a failure in plain lines. A stack trace is for who asks for it with {@code --verbose}: on a
 * full disk or a port in use it hides the one line that matters.
 */
public final class FailureReport implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    if (StandardOutput.isReaderGone(failure)) {
      return StandardOutput.READER_GONE;
    }
    PrintWriter err = commandLine.getErr();
    String name = commandLine.getCommandSpec().root().name();
    PrintableText.lines(PlainWords.of(failure)).forEach(line -> err.println(name + ": " + line));
    if (parsed.expandedArgs().contains("--verbose")) {
      failure.printStackTrace(err);
    }
    err.flush();
    return failure instanceof InvalidConfigException ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }
}
