package dev.customerhealth.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where a service under test may keep its state: it refuses a state directory in a temporary
 * folder, and a checkout may well lie in one.
 */
public final class KeptFolder {

  private KeptFolder() {}

  /** The build's folder, made when absent; in a temporary checkout one in the user's cache. */
  public static Path ofBuild() throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    boolean temporary =
        Stream.of("/tmp", "/var/tmp", System.getProperty("java.io.tmpdir"))
            .anyMatch(folder -> target.startsWith(Path.of(folder)));
    return Files.createDirectories(
        temporary
            ? Path.of(System.getProperty("user.home"), ".cache", "customer-health-tests")
            : target);
  }
}
