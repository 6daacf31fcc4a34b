package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The configuration file a command works with. */
public final class ConfigOption {

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description =
          "Configuration (YAML). Environment variables CUSTOMER_HEALTH__... override it; see"
              + " config/customer-health.yml.")
  private Path file;

  /** The file itself, for messages. */
  Path file() {
    return file;
  }

  /** Reads it. */
  public ServiceConfig load() throws InvalidConfigException {
    return CheckedConfig.ofProcess().load(file);
  }

  /** Reads it for a service, whose state directory must be one that is kept. */
  public ServiceConfig loadForService() throws InvalidConfigException {
    return CheckedConfig.ofService().load(file);
  }
}
