package dev.customerhealth.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of Prometheus' own tool.
 *
 * @param exitCode 0 when it has nothing to object to
 * @param said both of its outputs
 */
public record Promtool(int exitCode, String said) {

  private static final long LIMIT_SECONDS = 60;

  /** Runs it with nothing on its input. */
  public static Promtool run(String... arguments) throws IOException, InterruptedException {
    return reading("", arguments);
  }

  /** Runs it with a text on its input. */
  public static Promtool reading(String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(DebianProgram.find("promtool", "prometheus").toString());
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("promtool did not end in " + LIMIT_SECONDS + " s: " + command);
    }
    return new Promtool(process.exitValue(), said);
  }
}
