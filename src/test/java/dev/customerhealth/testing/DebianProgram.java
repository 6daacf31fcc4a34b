package dev.customerhealth.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A program of Debian's that an interop test needs; {@code .ci/run} installs them. */
public final class DebianProgram {

  private DebianProgram() {}

  /**
   * Where a program is.
   *
   * @throws AssertionError when it is not installed: a test that nobody ran must not look green
   */
  public static Path find(String name, String debianPackage) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "no "
                        + name
                        + " here: apt-get install "
                        + debianPackage
                        + ", as .ci/run does"));
  }
}
