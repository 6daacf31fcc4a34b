package dev.customerhealth.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.domain.signal.Signal;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** How a reader of the door is asked, and what it must answer. */
final class AtTheDoor {
  static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");
  static final Origin ORIGIN = new Origin("topic", 2, 42, NOW.toEpochMilli());
  static final IntakeLimits LIMITS = IntakeLimits.standard();

  private AtTheDoor() {}

  static <V extends SpecificRecord> Signal accepted(SignalReader<V> reader, V event) {
    Received received = reader.read("acme", event, ORIGIN);
    assertThat(received).isInstanceOf(Accepted.class);
    return ((Accepted) received).signal();
  }

  static <V extends SpecificRecord> void assertRefused(
      SignalReader<V> reader, V event, RejectionReason reason, String field) {
    Received received = reader.read("acme", event, ORIGIN);

    assertThat(received).isInstanceOf(Rejection.class);
    Rejection rejection = (Rejection) received;
    assertThat(rejection.reason()).isEqualTo(reason);
    assertThat(rejection.field()).isEqualTo(field);
    assertThat(rejection.detail()).isNotBlank();
    assertThat(rejection.origin()).isEqualTo(ORIGIN);
  }
}
