package dev.customerhealth.command;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells what is wrong with a command line in one line, and where there is more; a page of usage
 * would carry the reason off the screen. Only who names no command is shown which there are.
 */
final class WrongOption implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    boolean choosing =
        !command.getSubcommands().isEmpty() && !(wrong instanceof UnmatchedArgumentException);
    if (choosing) {
      command.usage(err);
    }
    String name = command.getCommandSpec().qualifiedName();
    PrintableText.lines(wrong.getMessage()).forEach(line -> err.println(name + ": " + line));
    if (!UnmatchedArgumentException.printSuggestions(wrong, err) && !choosing) {
      err.println("'" + name + " --help' shows the options.");
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
