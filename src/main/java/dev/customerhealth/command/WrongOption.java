package dev.customerhealth.command;

import dev.customerhealth.yaml.Fields;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
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
        !command.getSubcommands().isEmpty()
            && wrong.getArgSpec() == null
            && !(wrong instanceof UnmatchedArgumentException);
    if (choosing) {
      command.usage(err);
    }
    String name = command.getCommandSpec().qualifiedName();
    List<String> unknown = unknownCommand(wrong);
    if (unknown.isEmpty()) {
      unknown = unknownOptions(wrong, arguments);
    }
    List<String> reasons = unknown.isEmpty() ? List.of(wrong.getMessage()) : unknown;
    reasons.stream()
        .flatMap(reason -> PrintableText.lines(reason).stream())
        .forEach(line -> err.println(name + ": " + line));
    boolean suggested =
        unknown.isEmpty() && UnmatchedArgumentException.printSuggestions(wrong, err);
    if (!suggested && !choosing) {
      String shown = command.getSubcommands().isEmpty() ? "the options" : "the commands";
      err.println("'" + name + " --help' shows " + shown + ".");
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** Where a command is expected, any other word is one that is not there. */
  private static List<String> unknownCommand(ParameterException wrong) {
    Set<String> known = wrong.getCommandLine().getSubcommands().keySet();
    if (known.isEmpty() || !(wrong instanceof UnmatchedArgumentException unmatched)) {
      return List.of();
    }
    return unmatched.getUnmatched().stream()
        .limit(1)
        .filter(word -> !word.startsWith("-"))
        .map(word -> "no such command '" + word + "'" + Fields.meant(word, known))
        .toList();
  }

  /** Who mistypes --config is told so, and not that --config is missing. */
  private static List<String> unknownOptions(ParameterException wrong, String[] arguments) {
    if (!(wrong instanceof MissingParameterException)
        && !(wrong instanceof UnmatchedArgumentException)) {
      return List.of();
    }
    Set<String> known =
        wrong.getCommandLine().getCommandSpec().optionsMap().keySet().stream()
            .filter(option -> option.startsWith("--"))
            .collect(Collectors.toCollection(TreeSet::new));
    return Arrays.stream(arguments)
        .takeWhile(argument -> !argument.equals("--"))
        .filter(argument -> argument.startsWith("--"))
        .map(argument -> argument.replaceFirst("=.*", ""))
        .filter(option -> !known.contains(option))
        .map(option -> "unknown option '" + option + "'" + Fields.meant(option, known))
        .toList();
  }
}
