package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.TopicTable;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.runtime.ConfiguredTopology;
import dev.customerhealth.topology.HealthTopology;
import dev.customerhealth.topology.ScoringMetrics;
import dev.customerhealth.topology.TopologySettings;
import dev.customerhealth.wire.ContractSerdes;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what the service is made of. Connects to nothing. */
@Command(
    name = "describe",
    description = {
      "Prints the topics, the topology, the scoring models and who is scored by which.",
      "With --config topics, topology and models are those of the installation; without, those of"
          + " a configuration that leaves every default."
    },
    mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private OptionalConfig config;

  @Override
  public Integer call() throws InvalidConfigException {
    verbosity.apply();
    TopicSettings settings = TopicSettings.standard();
    TopologySettings chosen = TopologySettings.standard();
    if (config.given()) {
      ServiceConfig installation = config.load();
      settings = installation.topics().settings();
      chosen = ConfiguredTopology.settings(installation);
    }
    Topics topics = Topics.of(settings);
    HealthPolicy policy = config.policy();
    PrintWriter out = spec.commandLine().getOut();
    out.println("Topics\n");
    out.println(TopicTable.markdown(topics));
    out.println("Topology\n");
    out.println(topology(topics, policy, chosen).describe());
    out.println("Scoring\n");
    out.print(ModelText.of(policy));
    out.flush();
    return ExitCode.OK;
  }

  private static Topology topology(Topics topics, HealthPolicy policy, TopologySettings settings) {
    try (ContractSerdes serdes =
        ContractSerdes.from(Map.of("schema.registry.url", "http://localhost"))) {
      return new HealthTopology(
              topics, serdes::of, policy, new PublishedTexts(), settings, ScoringMetrics.silent())
          .build(
              Map.of(
                  StreamsConfig.APPLICATION_ID_CONFIG,
                  "customer-health",
                  StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                  "localhost:9092"));
    }
  }
}
