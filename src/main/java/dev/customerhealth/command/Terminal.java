package dev.customerhealth.command;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terminal a person looks at. The launcher tells of it, because Java cannot: from JDK 22 on a
 * console is there even when the output goes to a file.
 *
 * @param rows lines of the screen
 * @param columns characters in a line
 */
public record Terminal(int rows, int columns) {
  private static final String PROPERTY = "customerhealth.terminal";
  private static final Pattern SIZE = Pattern.compile("(\\d{1,4}) (\\d{1,4})");

  /** The terminal of this process; empty when its output goes to a file or a pipe. */
  public static Optional<Terminal> ofProcess() {
    return of(System.getProperty(PROPERTY, ""));
  }

  /**
   * The terminal as large as it is now; as large as it was when nobody can tell. Java hears nothing
   * of a window that is made smaller, so a program is asked: not for every line.
   */
  public Terminal measured() throws InterruptedException {
    try {
      Process asked =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      asked.waitFor();
      return of(answer).orElse(this);
    } catch (IOException nobodyCanTell) {
      return this;
    }
  }

  private static Optional<Terminal> of(String told) {
    Matcher size = SIZE.matcher(told.strip());
    if (!size.matches()) {
      return Optional.empty();
    }
    Terminal terminal =
        new Terminal(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
    return terminal.rows > 0 && terminal.columns > 0 ? Optional.of(terminal) : Optional.empty();
  }
}
