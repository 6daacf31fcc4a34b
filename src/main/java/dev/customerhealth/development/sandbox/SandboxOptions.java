package dev.customerhealth.development.sandbox;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a sandbox lives; for commands that start one. */
public final class SandboxOptions {

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Keep everything in this directory, and go on from there at the next start. Default: a"
              + " temporary directory that is removed in the end.")
  private Path directory;

  @Option(names = "--keep", description = "Keep the temporary directory.")
  private boolean keep;

  @Option(
      names = "--kafka-port",
      defaultValue = "0",
      converter = PortConverter.class,
      paramLabel = "PORT",
      description = "Port of the broker on 127.0.0.1. Default: a free one.")
  private int kafkaPort;

  @Option(
      names = "--registry-port",
      defaultValue = "0",
      converter = PortConverter.class,
      paramLabel = "PORT",
      description = "Port of the schema registry on 127.0.0.1. Default: a free one.")
  private int registryPort;

  @Option(
      names = "--http-port",
      defaultValue = "0",
      converter = PortConverter.class,
      paramLabel = "PORT",
      description = "Port of the service on 127.0.0.1. Default: a free one.")
  private int httpPort;

  /** The directory to keep; null for a temporary one. */
  public Path directory() {
    return directory;
  }

  /** Whether a temporary directory stays. */
  public boolean keep() {
    return keep;
  }

  /** 0 for a free one. */
  public int kafkaPort() {
    return kafkaPort;
  }

  /** 0 for a free one. */
  public int registryPort() {
    return registryPort;
  }

  /** 0 for a free one. */
  public int httpPort() {
    return httpPort;
  }
}
