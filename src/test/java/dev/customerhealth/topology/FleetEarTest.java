package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.fleet.FleetReport;
import dev.customerhealth.domain.fleet.FleetRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one partition hears of its sources, also across a restart. */
class FleetEarTest {

  private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");
  private static final String USAGE = "product-usage";
  private static final FleetRules RULES =
      new FleetRules(
          Map.of(USAGE, Duration.ofHours(3)),
          Optional.empty(),
          Duration.ofMinutes(30),
          Duration.ofDays(1),
          50);

  private KeyValueStore<String, Long> store;
  private FleetEar ear;

  @BeforeEach
  void begin() {
    store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("clock"), Serdes.String(), Serdes.Long())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    ear = ear(null);
  }

  private FleetEar ear(Instant now) {
    FleetEar begun = new FleetEar(store, 3, RULES);
    begun.begin(7, now);
    return begun;
  }

  private Optional<FleetReport> tick(Instant time) {
    ear.timeTold(time);
    return ear.reportAt(time);
  }

  private static Instant hours(double hours) {
    return NOON.plus(Duration.ofMinutes(Math.round(60 * hours)));
  }

  @Test
  void a_source_that_spoke_is_dated_by_the_tick_behind_it() {
    tick(NOON);
    ear.heard(USAGE);
    ear.heard("support-tickets");

    FleetReport report = tick(hours(1)).orElseThrow();

    assertThat(report)
        .isEqualTo(
            new FleetReport(
                3, hours(1).toEpochMilli(), Map.of(USAGE, hours(1).toEpochMilli()), 7, 0));
  }

  @Test
  void it_reports_once_a_minute() {
    assertThat(tick(NOON)).isPresent();
    assertThat(tick(NOON.plusSeconds(59))).isEmpty();
    assertThat(tick(NOON.plusSeconds(60))).isPresent();
  }

  @Test
  void a_silence_is_suspected_for_two_minutes_and_again_only_after_it_was_over() {
    ear.heard(USAGE);
    tick(NOON);
    tick(hours(2.9));
    assertThat(ear.suspicion()).isNull();

    tick(hours(3));
    assertThat(ear.suspicion()).isEqualTo("source-quiet/product-usage");
    tick(hours(3).plusSeconds(120));
    assertThat(ear.suspicion()).isNull();
    tick(hours(9));
    assertThat(ear.suspicion()).isNull();

    ear.heard(USAGE);
    tick(hours(10));
    tick(hours(13));
    assertThat(ear.suspicion()).isNotNull();
  }

  @Test
  void a_source_that_never_spoke_is_not_suspected() {
    tick(NOON);
    tick(hours(50));

    assertThat(ear.suspicion()).isNull();
  }

  @Test
  void it_goes_on_where_it_stopped() {
    ear.heard(USAGE);
    tick(NOON);
    tick(hours(3));
    ear.heard(USAGE);
    ear.write();

    ear = ear(hours(3).plusSeconds(30));

    assertThat(ear.suspicion()).as("still within its two minutes").isNotNull();
    assertThat(tick(hours(4)).orElseThrow().heard())
        .isEqualTo(Map.of(USAGE, hours(4).toEpochMilli()));
  }
}
