package dev.customerhealth.command;

import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A configuration file a command can do without. */
public final class OptionalConfig {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Configuration (YAML) of an installation.")
  private Path file;

  /** Whether there is one. */
  public boolean given() {
    return file != null;
  }

  /** Reads it; only when {@link #given()}. */
  public ServiceConfig load() throws InvalidConfigException {
    return ConfigLoader.ofProcess().load(file);
  }
}
