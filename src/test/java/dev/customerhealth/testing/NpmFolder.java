package dev.customerhealth.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A folder under src/test/npm with its packages installed, exactly as locked; needs node and npm.
 *
 * @param path where it is installed
 */
public record NpmFolder(Path path) {
  private static final long LIMIT_MINUTES = 8;

  /**
   * Installs it, once per build directory.
   *
   * @param name of the folder
   * @param scripts its files beside package.json and package-lock.json
   */
  public static NpmFolder install(String name, String... scripts)
      throws IOException, InterruptedException {
    Path source = Path.of("src", "test", "npm", name);
    Path installed = Files.createDirectories(Path.of("target", "interop", name).toAbsolutePath());
    List<String> files = new ArrayList<>(List.of("package.json", "package-lock.json"));
    files.addAll(Arrays.asList(scripts));
    for (String file : files) {
      Files.copy(
          source.resolve(file), installed.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    NpmFolder folder = new NpmFolder(installed);
    Path lock = installed.resolve("package-lock.json");
    Path done = installed.resolve("installed-lock.json");
    if (!Files.exists(done) || Files.mismatch(lock, done) >= 0) {
      folder.output(Map.of(), List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
      Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
    }
    return folder;
  }

  /**
   * Runs one of its scripts with node and answers what it printed.
   *
   * @param environment variables it has beside ours
   */
  public String run(Map<String, String> environment, String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(Arrays.asList(arguments));
    return output(environment, command);
  }

  private String output(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path errors = path.resolve(command.get(0) + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(path.toFile()).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(
          String.join(" ", command) + " failed:\n" + said + Files.readString(errors));
    }
    return said;
  }
}
