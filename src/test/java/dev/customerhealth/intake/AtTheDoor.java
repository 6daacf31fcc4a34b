package dev.customerhealth.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.Attendee;
import dev.customerhealth.avro.GoalKind;
import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.avro.ScaleDirection;
import dev.customerhealth.avro.SponsorAttendance;
import dev.customerhealth.avro.SubscriptionChangeType;
import dev.customerhealth.avro.SuccessActivity;
import dev.customerhealth.avro.SuccessActivityType;
import dev.customerhealth.avro.SurveyKind;
import dev.customerhealth.avro.SurveyResponseEvent;
import dev.customerhealth.avro.TicketEventType;
import dev.customerhealth.avro.TicketPriority;
import dev.customerhealth.avro.UsageType;
import dev.customerhealth.domain.signal.ProfileRemoved;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.UsageSignal;
import dev.customerhealth.testing.WireEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
