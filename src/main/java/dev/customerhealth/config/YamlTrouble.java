package dev.customerhealth.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Why a text is no YAML, in words for whoever wrote it: the parser tells what it was doing, and
 * often only then what is wrong.
 *
 * @param line from 1; where the mistake is, as far as the parser knows
 * @param reason one line
 */
public record YamlTrouble(int line, String reason) {
  private static final String CANNOT_START = "that cannot start any token";
  private static final Pattern UNCLOSED = Pattern.compile("^expected ',' or '([]}])'");

  /** The trouble behind a failure. */
  public static YamlTrouble of(JsonProcessingException failure) {
    int line = failure.getLocation() == null ? 1 : Math.max(1, failure.getLocation().getLineNr());
    if (failure instanceof StreamConstraintsException) {
      return new YamlTrouble(line, "nested too deep");
    }
    if (failure.getCause() instanceof MarkedYAMLException marked) {
      return of(marked, line);
    }
    String message = failure.getOriginalMessage().lines().findFirst().orElse("not readable");
    if (failure.getCause() instanceof YAMLException && message.contains("exceeds the limit")) {
      return new YamlTrouble(line, "larger than 3 million characters");
    }
    if (message.contains("special characters are not allowed")) {
      return new YamlTrouble(line, "a control character somewhere in the file");
    }
    return new YamlTrouble(line, message.replaceFirst(", got this instead.*", ""));
  }

  private static YamlTrouble of(MarkedYAMLException failure, int otherwise) {
    String problem = failure.getProblem() == null ? "not readable" : failure.getProblem();
    boolean unclosed =
        problem.contains("unexpected end of stream")
            && String.valueOf(failure.getContext()).contains("quoted");
    if (unclosed) {
      return new YamlTrouble(line(failure.getContextMark(), otherwise), "a quote without its end");
    }
    Matcher open = UNCLOSED.matcher(problem);
    if (open.find()) {
      String begins = open.group(1).equals("}") ? "{" : "[";
      return new YamlTrouble(
          line(failure.getContextMark(), otherwise),
          "a '%s' without its '%s', or without a comma in it".formatted(begins, open.group(1)));
    }
    return new YamlTrouble(line(failure.getProblemMark(), otherwise), inWords(problem));
  }

  private static String inWords(String problem) {
    if (problem.contains("\\t(TAB)")) {
      return "a tab; indent with blanks";
    }
    if (problem.contains(CANNOT_START)) {
      int end = problem.indexOf(CANNOT_START) + CANNOT_START.length();
      return problem.substring(0, end) + "; put the text between quotes";
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return "a second ': ' in a line, or lines that do not stand below one another; a text with"
          + " ': ' in it stands between quotes";
    }
    if (problem.startsWith("expected <block end>")) {
      return "lines that do not stand below one another, or something behind the end of a quote";
    }
    if (problem.equals("could not find expected ':'")) {
      return "a line above without 'name: '";
    }
    return problem.lines().findFirst().orElse("not readable");
  }

  private static int line(Mark mark, int otherwise) {
    return mark == null ? otherwise : mark.getLine() + 1;
  }
}
