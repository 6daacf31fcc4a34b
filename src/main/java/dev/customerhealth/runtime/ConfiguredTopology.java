package dev.customerhealth.runtime;

import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.publication.ConsoleLinks;
import dev.customerhealth.topology.TopologySettings;

/** What a configuration says of the stream: the same for who runs it and who describes it. */
public final class ConfiguredTopology {

  private ConfiguredTopology() {}

  /** What the installation chose, and the standard where it has no choice. */
  public static TopologySettings settings(ServiceConfig config) {
    TopologySettings standard = TopologySettings.standard();
    return new TopologySettings(
        config.time().limits(),
        standard.evaluationsPerTick(),
        standard.accountsInMemory(),
        config.models().shadowsAtOnce(),
        new ConsoleLinks(config.alerts().consoleUrl().orElse(null)),
        config.alerts().fleet(),
        new Rates(config.portfolio().currency(), config.portfolio().rates()));
  }
}
