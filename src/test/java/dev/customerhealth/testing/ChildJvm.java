package dev.customerhealth.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A main class in a JVM of its own, started with the JDK of this one. */
public final class ChildJvm {
  private final String mainClass;
  private final String classPath;
  private List<String> jvmFlags = List.of();
  private List<String> arguments = List.of();
  private Map<String, String> environment = Map.of();
  private Path errors;

  /** A main class of this JVM's class path. */
  public ChildJvm(Class<?> mainClass) {
    this(mainClass.getName(), System.getProperty("java.class.path"));
  }

  /** A main class of another class path. */
  public ChildJvm(String mainClass, String classPath) {
    this.mainClass = mainClass;
    this.classPath = classPath;
  }

  public ChildJvm jvmFlags(List<String> flags) {
    jvmFlags = List.copyOf(flags);
    return this;
  }

  public ChildJvm arguments(String... values) {
    arguments = List.of(values);
    return this;
  }

  /** Variables the child has beside ours. */
  public ChildJvm environment(Map<String, String> variables) {
    environment = Map.copyOf(variables);
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
    command.add(classPath);
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(
                errors == null
                    ? ProcessBuilder.Redirect.INHERIT
                    : ProcessBuilder.Redirect.appendTo(errors.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
