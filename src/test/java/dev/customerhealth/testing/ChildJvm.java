package dev.customerhealth.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class in a JVM of its own, started with the JDK and the class path of this one. */
public final class ChildJvm {
  private final Class<?> mainClass;
  private List<String> jvmFlags = List.of();
  private List<String> arguments = List.of();
  private Path errors;

  public ChildJvm(Class<?> mainClass) {
    this.mainClass = mainClass;
  }

  public ChildJvm jvmFlags(List<String> flags) {
    jvmFlags = List.copyOf(flags);
    return this;
  }

  public ChildJvm arguments(String... values) {
    arguments = List.of(values);
    return this;
  }

  /** Appends the child's stderr to the file; without it the child writes to ours. */
  public ChildJvm errorsTo(Path file) {
    errors = file;
    return this;
  }

  /**
   * Starts the child. Its stdin is a pipe that closes when this JVM ends, its stdout a pipe for the
   * caller to read.
   */
  public Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectError(
            errors == null
                ? ProcessBuilder.Redirect.INHERIT
                : ProcessBuilder.Redirect.appendTo(errors.toFile()))
        .start();
  }
}
