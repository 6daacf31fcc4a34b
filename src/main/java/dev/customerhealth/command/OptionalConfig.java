package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.model.ConfiguredPolicy;
import dev.customerhealth.model.ModelLibrary;
import dev.customerhealth.model.RuleLibrary;
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

  /** The file itself, for messages; only when {@link #given()}. */
  Path file() {
    return file;
  }

  /** Reads it; only when {@link #given()}. */
  public ServiceConfig load() throws InvalidConfigException {
    return CheckedConfig.ofProcess().load(file);
  }

  /** The models of the installation, or those that are shipped when no file is given. */
  ModelLibrary models() throws InvalidConfigException {
    return given() ? ModelLibrary.presetsAnd(load().models().files()) : ModelLibrary.presets();
  }

  /** The alert rules of the installation, or those that are shipped when no file is given. */
  RuleLibrary rules() throws InvalidConfigException {
    return given()
        ? RuleLibrary.ofConfigured(load().models().alertRules(), models().models())
        : RuleLibrary.shipped();
  }

  /** How the installation judges accounts, or how it is done when no file is given. */
  HealthPolicy policy() throws InvalidConfigException {
    return given() ? ConfiguredPolicy.of(load().models()) : ModelLibrary.presets().standardPolicy();
  }
}
