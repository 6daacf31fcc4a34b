package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.runtime.StartRefusedException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Mixin;

/** What all commands have in common that read what the service of an installation told. */
final class ToldOptions {

  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;

  /** Reads the configuration; the first thing a command does. */
  ServiceConfig load() throws InvalidConfigException {
    verbosity.apply();
    return config.load();
  }

  /**
   * Reads the configuration and waits until Kafka answers.
   *
   * @throws StartRefusedException when Kafka does not answer in time
   */
  Told open()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    return open(load());
  }

  /** What was published to the installation, to be closed by its user. */
  ModelInstallation installation(ServiceConfig settings)
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    return ModelInstallation.connect(settings, broker, config);
  }

  /** The same with a configuration that was read already. */
  Told open(ServiceConfig settings)
      throws StartRefusedException, ExecutionException, InterruptedException {
    broker.connect(settings, config.file()).close();
    return new Told(settings, broker.serdes(settings), broker.err());
  }
}
