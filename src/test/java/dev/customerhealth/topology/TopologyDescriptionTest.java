package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.testing.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final Topics topics = Topics.standard();
  private final Map<String, Object> configuration =
      TopologyHarness.configuration(Path.of("target"), topics, ScoringMetrics.silent());

  @Test
  void the_description_is_the_one_that_was_agreed_on() throws IOException {
    String description = topology().describe().toString();
    if ("update".equals(System.getProperty("snapshots"))) {
      Files.createDirectories(EXPECTED.getParent());
      Files.writeString(EXPECTED, description);
    }

    assertThat(description)
        .as(
            "The topology changed. Weigh before agreeing: a renamed store or processor loses its"
                + " changelog and starts empty; a new sub-topology or a reordered one moves task"
                + " ids, so running instances cannot be upgraded one by one; a new sink needs its"
                + " topic in Topics. If it is meant, run the test with -Dsnapshots=update and say"
                + " in CHANGELOG.md whether the application id must change.")
        .isEqualTo(Files.readString(EXPECTED));
  }

  @Test
  void every_input_and_output_of_the_contract_is_wired() {
    String description = topology().describe().toString();

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
  void nothing_has_a_name_that_kafka_made_up() {
    assertThat(topology().describe().toString())
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

  private Topology topology() {
    TopicSerdes none =
        new TopicSerdes() {
          @Override
          public <V extends SpecificRecord> Serde<V> of(Class<V> type) {
            return Serdes.serdeFrom((topic, value) -> new byte[0], (topic, bytes) -> null);
          }
        };
    return new HealthTopology(
            topics,
            none,
            Presets.policy(),
            new PublishedTexts(),
            TopologySettings.standard(),
            ScoringMetrics.silent())
        .build(configuration);
  }
}
