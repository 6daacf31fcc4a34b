package dev.customerhealth.development.sandbox;

import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.development.broker.EmbeddedBroker;
import dev.customerhealth.development.registry.DevelopmentRegistry;
import dev.customerhealth.runtime.TopicCreation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * A broker, a schema registry and the topics, on loopback in this process, with a configuration
 * file that every command can be given.
 */
public final class Sandbox implements AutoCloseable {
  private final SandboxDirectory directory;
  private final EmbeddedBroker broker;
  private final DevelopmentRegistry registry;
  private final Path configFile;
  private final ServiceConfig config;

  private Sandbox(
      SandboxDirectory directory,
      EmbeddedBroker broker,
      DevelopmentRegistry registry,
      Path configFile,
      ServiceConfig config) {
    this.directory = directory;
    this.broker = broker;
    this.registry = registry;
    this.configFile = configFile;
    this.config = config;
  }

  /**
   * Starts one; topics that are there already are left as they are.
   *
   * @throws IOException when the directory cannot be used or the registry's port is in use
   * @throws InvalidConfigException when the environment overrides the configuration with nonsense
   * @throws ExecutionException when the broker refuses to create the topics
   * @throws InterruptedException when interrupted while waiting for the topics
   */
  public static Sandbox start(SandboxOptions options)
      throws IOException, InvalidConfigException, ExecutionException, InterruptedException {
    SandboxDirectory directory = SandboxDirectory.of(options.directory(), options.keep());
    EmbeddedBroker broker = null;
    DevelopmentRegistry registry = null;
    try {
      registry =
          new DevelopmentRegistry(directory.path().resolve("registry"), options.registryPort());
      broker = EmbeddedBroker.start(directory.path().resolve("kafka"), options.kafkaPort());
      Path file = directory.path().resolve("customer-health.yml");
      Files.writeString(
          file,
          configuration(
              broker.bootstrapServers(), registry.url(), directory.path(), options.httpPort()));
      ServiceConfig config = ConfigLoader.ofProcess().load(file);
      createTopics(config);
      return new Sandbox(directory, broker, registry, file, config);
    } catch (IOException
        | InvalidConfigException
        | ExecutionException
        | InterruptedException
        | RuntimeException failed) {
      close(broker, registry, directory);
      throw failed;
    } catch (LinkageError failed) {
      // After Ctrl-C no class can be loaded any more whose initialiser wants a shutdown hook.
      close(broker, registry, directory);
      throw new IllegalStateException("the broker could not be loaded", failed);
    }
  }

  private static String configuration(
      String bootstrapServers, String registryUrl, Path directory, int httpPort) {
    return """
    # A sandbox: made at every start, valid as long as it runs.
    application-id: customer-health
    state-dir: '%s'
    kafka:
      bootstrap.servers: %s
    registry:
      schema.registry.url: %s
    topics:
      partitions: 4
      replication-factor: 1
    http:
      host: 127.0.0.1
      port: %d
    """
        .formatted(
            directory.resolve("state").toString().replace("'", "''"),
            bootstrapServers,
            registryUrl,
            httpPort);
  }

  private static void createTopics(ServiceConfig config)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(config.kafka().forPlainClient())) {
      new TopicCreation(admin, config.topics().replicationFactor())
          .createMissing(Topics.of(config.topics().settings()));
    }
  }

  /** How to reach it. */
  public ServiceConfig config() {
    return config;
  }

  /** The same as a file, for {@code --config} of other commands. */
  public Path configFile() {
    return configFile;
  }

  /** The topics, as its configuration says. */
  public Topics topics() {
    return Topics.of(config.topics().settings());
  }

  /** Where everything lies. */
  public Path directory() {
    return directory.path();
  }

  /** Whether the directory stays when the sandbox is closed. */
  public boolean keepsDirectory() {
    return !directory.removed();
  }

  /** Calls the listener with one line when the broker dies, for instance of a full disk. */
  public void onFailure(Consumer<String> listener) {
    broker.onFailure(listener);
  }

  /** Stops it, and removes its directory unless it is to be kept. */
  @Override
  public void close() throws IOException {
    close(broker, registry, directory);
  }

  private static void close(
      EmbeddedBroker broker, DevelopmentRegistry registry, SandboxDirectory directory)
      throws IOException {
    try (directory) {
      if (broker != null) {
        broker.close();
      }
      if (registry != null) {
        registry.close();
      }
    }
  }
}
