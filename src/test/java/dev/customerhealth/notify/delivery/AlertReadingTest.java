package dev.customerhealth.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.BandRole;
import dev.customerhealth.avro.Driver;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.Severity;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Notice.Finding;
import dev.customerhealth.notify.notice.Notice.Mover;
import dev.customerhealth.notify.notice.Notice.Subject;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.notice.Urgency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From an alert on the wire to what people are told. */
class AlertReadingTest {
  private static final Instant RAISED = Instant.parse("2026-03-04T12:00:00Z");
  private static final Instant AT = Instant.parse("2026-03-06T09:30:00Z");

  private static HealthAlert.Builder alert() {
    return HealthAlert.newBuilder()
        .setAlertId("alert-1")
        .setAccountId("acme")
        .setRuleId("score-drop-7d")
        .setRuleSource("R46")
        .setEpisode(3)
        .setState(AlertState.RESOLVED)
        .setSeverity(Severity.CRITICAL)
        .setRaisedAt(RAISED)
        .setAt(AT)
        .setSummary("The score fell.")
        .setValue(21.8)
        .setThreshold(20.0)
        .setWindowDays(7)
        .setScore(41.2)
        .setReferenceScore(63.0)
        .setBandId("at-risk")
        .setBandRole(BandRole.INTERVENE)
        .setAction("Call the sponsor")
        .setDrivers(
            List.of(
                Driver.newBuilder()
                    .setMeasure("nps")
                    .setComponent("relationship")
                    .setPoints(-8.25)
                    .build()))
        .setModelId("M0")
        .setModelVersion(2)
        .setAccountName("Acme GmbH")
        .setCsmId("kim")
        .setSegment("enterprise")
        .setArrMinor(12_000_000L)
        .setCurrency("EUR")
        .setRenewalDate(LocalDate.parse("2027-01-31"));
  }

  @Test
  void everything_that_is_told_of_an_alert_is_read() {
    Notice notice = AlertReading.notice(alert().build()).orElseThrow();

    assertThat(notice.alertId()).isEqualTo("alert-1");
    assertThat(notice.ruleId()).isEqualTo("score-drop-7d");
    assertThat(notice.ruleSource()).isEqualTo("R46");
    assertThat(notice.step()).isEqualTo(Step.RESOLVED);
    assertThat(notice.urgency()).isEqualTo(Urgency.CRITICAL);
    assertThat(notice.raisedAt()).isEqualTo(RAISED);
    assertThat(notice.at()).isEqualTo(AT);
    assertThat(notice.summary()).isEqualTo("The score fell.");
    assertThat(notice.movers()).containsExactly(new Mover("nps", -8.25));
    Finding finding = notice.finding();
    assertThat(finding.value()).isEqualTo(21.8);
    assertThat(finding.threshold()).isEqualTo(20.0);
    assertThat(finding.windowDays()).isEqualTo(7);
    assertThat(finding.score()).isEqualTo(41.2);
    assertThat(finding.referenceScore()).isEqualTo(63.0);
    assertThat(finding.bandId()).isEqualTo("at-risk");
    assertThat(finding.bandRole()).isEqualTo("INTERVENE");
    assertThat(finding.action()).isEqualTo("Call the sponsor");
    assertThat(finding.model()).isEqualTo("M0 2");
    Subject subject = notice.subject();
    assertThat(subject.accountId()).isEqualTo("acme");
    assertThat(subject.name()).isEqualTo("Acme GmbH");
    assertThat(subject.owner()).isEqualTo("kim");
    assertThat(subject.segment()).isEqualTo("enterprise");
    assertThat(subject.arrMinor()).isEqualTo(12_000_000L);
    assertThat(subject.currency()).isEqualTo("EUR");
    assertThat(subject.renewalDate()).isEqualTo(LocalDate.parse("2027-01-31"));
  }

  @ParameterizedTest
  @EnumSource(value = AlertState.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void every_step_of_the_contract_is_known_by_its_name(AlertState state) {
    assertThat(AlertReading.notice(alert().setState(state).build()).orElseThrow().step().name())
        .isEqualTo(state.name());
  }

  @Test
  void a_step_of_a_later_version_is_no_notice() {
    assertThat(AlertReading.notice(alert().setState(AlertState.UNKNOWN).build())).isEmpty();
  }

  @Test
  void a_severity_of_a_later_version_does_not_fall_silent() {
    Notice notice =
        AlertReading.notice(alert().setSeverity(Severity.UNKNOWN).build()).orElseThrow();

    assertThat(notice.urgency()).isEqualTo(Urgency.WARNING);
  }
}
