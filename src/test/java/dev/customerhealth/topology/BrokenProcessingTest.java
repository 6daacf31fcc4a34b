package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.testing.WireEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What breaks after the door: a record's own fault, or the platform's. */
class BrokenProcessingTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;

  @RegisterExtension
  final TopologyHarness harness =
      new TopologyHarness().with(new TopologySettings(IntakeLimits.standard(), 10, 0));

  @Test
  void a_record_that_breaks_the_processing_goes_to_the_dead_letters_and_leaves_no_trace() {
    byte[] damaged = {77, 77, 77};
    harness.store("acme", damaged);

    harness.send(WireEvents.login("acme", "e1", "u1", NOW).build());
    harness.send(WireEvents.login("other", "e1", "u1", NOW).build());

    assertThat(harness.deadLetters()).hasSize(1);
    assertThat(harness.deadLetters().get(0).key())
        .isEqualTo("acme".getBytes(StandardCharsets.UTF_8));
    assertThat(harness.deadLetters().get(0).value()).isNotEmpty();
    assertThat(harness.stored("acme")).isEqualTo(damaged);
    assertThat(harness.metrics().deadLetters).containsExactly("product-usage PROCESSING");
    assertThat(harness.accounting(harness.topics().productUsage()))
        .containsEntry(RecordOutcome.SCORED, 1L);
    harness.everythingTold();
  }
}
