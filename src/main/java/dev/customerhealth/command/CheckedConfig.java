package dev.customerhealth.command;

import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.model.ConfiguredPolicy;
import dev.customerhealth.runtime.ClientSettings;

/** Loaders that ask of everything in a configuration whether it can be used. */
final class CheckedConfig {
  private CheckedConfig() {}

  /** For what keeps no state or may lose it. */
  static ConfigLoader ofProcess() {
    return checking(ConfigLoader.ofProcess());
  }

  /** For a service, whose state directory must be one that is kept. */
  static ConfigLoader ofService() {
    return checking(ConfigLoader.ofService());
  }

  private static ConfigLoader checking(ConfigLoader loader) {
    return loader
        .checkingModels(ConfiguredPolicy::problems)
        .checkingClientSettings(ClientSettings::refusal);
  }
}
