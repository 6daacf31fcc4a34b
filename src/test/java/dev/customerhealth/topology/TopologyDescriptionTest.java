package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.runtime.ConfiguredTopology;
import dev.customerhealth.testing.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.junit.jupiter.api.Test;

/** The shape of the stream is a contract with every running installation. */
class TopologyDescriptionTest {

  private static final Path EXPECTED =
      Path.of("src/test/resources/topology/expected-description.txt");

  private static final Path EXPECTED_AS_SHIPPED =
      Path.of("src/test/resources/topology/expected-description-as-shipped.txt");

  private final Topics topics = Topics.standard();
  private final Map<String, Object> configuration =
      TopologyHarness.configuration(Path.of("target"), topics, ScoringMetrics.silent());

  @Test
  void the_description_is_the_one_that_was_agreed_on() throws IOException {
    assertAgreedOn(EXPECTED, TopologySettings.standard());
  }

  /** What users run: the shipped configuration watches the whole fleet. */
  @Test
  void so_is_the_one_of_the_shipped_configuration() throws Exception {
    TopologySettings shipped = shipped();

    assertThat(shipped.fleet().watch()).isTrue();
    assertAgreedOn(EXPECTED_AS_SHIPPED, shipped);
  }

  /** Who switches the guard on or off keeps the tasks of everything else, and so their state. */
  @Test
  void the_fleet_guard_moves_no_other_sub_topology() throws Exception {
    String without = topology(TopologySettings.standard()).describe().toString();
    String with = topology(shipped()).describe().toString();

    for (String processor :
        List.of("assess-account", "roll-up-parent", "keep-book", "merge-portfolio")) {
      assertThat(subTopologyOf(processor, with))
          .as(processor)
          .isEqualTo(subTopologyOf(processor, without));
    }
  }

  private static String subTopologyOf(String processor, String description) {
    int at = description.indexOf("Processor: " + processor + " ");
    assertThat(at).as("%s in:%n%s", processor, description).isPositive();
    int begin = description.lastIndexOf("Sub-topology: ", at);
    return description.substring(begin, description.indexOf('\n', begin)).strip();
  }

  private static TopologySettings shipped() throws InvalidConfigException {
    return ConfiguredTopology.settings(
        new ConfigLoader(Map.of(), List.of()).load(Path.of("config/customer-health.yml")));
  }

  private void assertAgreedOn(Path expected, TopologySettings settings) throws IOException {
    String description = topology(settings).describe().toString();
    if ("update".equals(System.getProperty("snapshots"))) {
      Files.createDirectories(expected.getParent());
      Files.writeString(expected, description);
    }

    assertThat(description)
        .as(
            "The topology changed. Weigh before agreeing: a renamed store or processor loses its"
                + " changelog and starts empty; a new sub-topology or a reordered one moves task"
                + " ids, so running instances cannot be upgraded one by one; a new sink needs its"
                + " topic in Topics. If it is meant, run the test with -Dsnapshots=update and say"
                + " in CHANGELOG.md whether the application id must change.")
        .isEqualTo(Files.readString(expected));
  }

  @Test
  void every_input_and_output_of_the_contract_is_wired() {
    String description = topology(TopologySettings.standard()).describe().toString();

    for (Topic<?> topic : topics.read()) {
      assertThat(description)
          .contains("Source: consume-" + topic.name() + " (topics: [" + topic.name() + "])");
    }
    assertThat(description)
        .contains("Sink: produce-health-scores (topic: health-scores)")
        .contains("Sink: produce-health-score-changes (topic: health-score-changes)")
        .contains("Sink: produce-health-alerts (topic: health-alerts)")
        .contains("Sink: produce-rejected-events (topic: rejected-events)");
  }

  @Test
  void nothing_has_a_name_that_kafka_made_up() throws InvalidConfigException {
    assertThat(topology(shipped()).describe().toString())
        .doesNotContain("KSTREAM-")
        .doesNotContain("KTABLE-");
  }

  @Test
  void explicit_names_are_enforced_and_not_merely_asked_for() {
    StreamsBuilder builder =
        new StreamsBuilder(new TopologyConfig(new StreamsConfig(configuration)));
    KStream<String, String> unnamed =
        builder.stream("numbers", Consumed.with(Serdes.String(), Serdes.String()));
    unnamed.groupBy((key, value) -> value).count();

    assertThatThrownBy(builder::build).hasMessageContaining("has not been named");
  }

  private Topology topology(TopologySettings settings) {
    TopicSerdes none =
        new TopicSerdes() {
          @Override
          public <V extends SpecificRecord> Serde<V> of(Class<V> type) {
            return Serdes.serdeFrom((topic, value) -> new byte[0], (topic, bytes) -> null);
          }
        };
    return new HealthTopology(
            topics, none, Presets.policy(), new PublishedTexts(), settings, ScoringMetrics.silent())
        .build(configuration);
  }
}
