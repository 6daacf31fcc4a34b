package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.avro.AlertEvent;
import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.Severity;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ModelSettings;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.model.ConfiguredPolicy;
import dev.customerhealth.testing.SharedRegistry;
import dev.customerhealth.testing.WireEvents;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A rule nobody programmed, from a file to the topic of alerts. */
class OwnRuleTest {
  private static final Instant NOW = TopologyHarness.ARRIVAL;

  @TempDir Path folder;

  @RegisterExtension
  final BeforeEachCallback registry = context -> serdes = SharedRegistry.of(context).serdes();

  private ContractSerdes serdes;

  @Test
  void a_rule_on_a_measure_the_model_does_not_weigh_is_raised_and_resolved_on_the_wire()
      throws Exception {
    TopologyHarness harness =
        started(
            """
            version: 1
            rules:
              - id: few-active-users
                source: ours
                label: Hardly anybody is there
                severity: info
                when: {measure: {measure: active-users, window: 7d, at-most: 2, resolved-at: 4}}
                action: Invite them
            """);

    use(harness, NOW.minus(Duration.ofDays(1)), 3);
    harness.tick(NOW.plus(Duration.ofDays(7)));
    harness.arriveAt(NOW.plus(Duration.ofDays(8)));
    use(harness, NOW.plus(Duration.ofDays(8)), 4);

    List<HealthAlert> alerts = harness.alerts();
    assertThat(alerts)
        .extracting(HealthAlert::getRuleId, HealthAlert::getState, HealthAlert::getValue)
        .containsExactly(
            tuple("few-active-users", AlertState.RAISED, 0.0),
            tuple("few-active-users", AlertState.RESOLVED, 4.0));
    HealthAlert raised = alerts.get(0);
    assertThat(raised.getThreshold()).isEqualTo(2);
    assertThat(raised.getSeverity()).isEqualTo(Severity.INFO);
    assertThat(raised.getRuleSource()).isEqualTo("ours");
    assertThat(raised.getAction()).isEqualTo("Invite them");
    assertThat(raised.getSummary())
        .startsWith("acme: Hardly anybody is there (active users 0 users, bar 2), the score is ");
    harness.everythingTold();
    harness.finish();
  }

  @Test
  void a_rule_on_a_component_is_raised_and_resolved_on_the_wire() throws Exception {
    TopologyHarness harness =
        started(
            """
            version: 1
            rules:
              - id: usage-weak
                label: Hardly used
                severity: critical
                when: {component: {component: product-usage, below: 30, resolved-at: 60}}
            """);

    use(harness, NOW.minus(Duration.ofDays(1)), 30);
    harness.tick(NOW.plus(Duration.ofDays(29)));
    harness.arriveAt(NOW.plus(Duration.ofDays(30)));
    use(harness, NOW.plus(Duration.ofDays(30)), 1);
    assertThat(harness.alerts())
        .extracting(HealthAlert::getRuleId, HealthAlert::getState, HealthAlert::getMeasure)
        .containsExactly(tuple("usage-weak", AlertState.RAISED, "product-usage"));
    harness.arriveAt(NOW.plus(Duration.ofDays(31)).plusSeconds(60));
    for (int feature = 0; feature < 8; feature++) {
      use(harness, NOW.plus(Duration.ofDays(31)).plusSeconds(feature), 30, "feature-" + feature);
    }

    List<HealthAlert> ended = harness.alerts();
    assertThat(ended).extracting(HealthAlert::getState).containsExactly(AlertState.RESOLVED);
    assertThat(ended.get(0).getValue()).isGreaterThanOrEqualTo(60);
    assertThat(ended.get(0).getThreshold()).isEqualTo(60);
    harness.everythingTold();
    harness.finish();
  }

  @Test
  void a_rule_on_the_score_is_raised_and_resolved_on_the_wire() throws Exception {
    TopologyHarness harness =
        started(
            """
            version: 1
            rules:
              - id: low
                label: The score is low
                severity: warning
                when: {score: {below: 45, resolved-at: 55}}
            """);

    sentiment(harness, NOW.minus(Duration.ofDays(2)), 0.5);
    use(harness, NOW.minus(Duration.ofDays(2)), 3);
    sentiment(harness, NOW.minus(Duration.ofDays(1)), 0);
    assertThat(harness.alerts())
        .extracting(HealthAlert::getRuleId, HealthAlert::getState, HealthAlert::getMeasure)
        .containsExactly(tuple("low", AlertState.RAISED, null));
    sentiment(harness, NOW, 1);
    use(harness, NOW, 40, "search");

    List<HealthAlert> ended = harness.alerts();
    assertThat(ended).extracting(HealthAlert::getState).containsExactly(AlertState.RESOLVED);
    assertThat(ended.get(0).getValue()).isGreaterThanOrEqualTo(55);
    harness.everythingTold();
    harness.finish();
  }

  @Test
  void an_alert_that_nobody_takes_on_is_escalated_on_the_wire() throws Exception {
    TopologyHarness harness =
        started(
            """
            version: 1
            rules:
              - id: few-active-users
                label: Hardly anybody is there
                severity: critical
                when: {measure: {measure: active-users, window: 7d, at-most: 2, resolved-at: 4}}
                escalate-after: 2d
            """);

    use(harness, NOW.minus(Duration.ofDays(1)), 3);
    harness.tick(NOW.plus(Duration.ofDays(7)));
    HealthAlert raised = harness.alerts().get(0);
    harness.tick(raised.getRaisedAt().plus(Duration.ofDays(2)).minusMillis(1));
    assertThat(harness.alerts()).isEmpty();
    harness.tick(raised.getRaisedAt().plus(Duration.ofDays(2)));

    HealthAlert escalated = harness.alerts().get(0);
    assertThat(escalated.getEvent()).isEqualTo(AlertEvent.ESCALATED);
    assertThat(escalated.getState()).isEqualTo(AlertState.ESCALATED);
    assertThat(escalated.getAlertId()).isEqualTo(raised.getAlertId());
    assertThat(escalated.getSeverity()).isEqualTo(Severity.CRITICAL);
    assertThat(escalated.getRaisedAt()).isEqualTo(raised.getRaisedAt());
    assertThat(escalated.getAt()).isEqualTo(raised.getRaisedAt().plus(Duration.ofDays(2)));
    assertThat(escalated.getSummary()).contains("waits for somebody");
    harness.everythingTold();
    harness.finish();
  }

  @Test
  void a_rule_is_not_asked_about_a_segment_it_is_not_about() throws Exception {
    TopologyHarness harness =
        started(
            """
            version: 1
            rules:
              - id: few-active-users
                label: Hardly anybody is there
                severity: info
                where: {segment: enterprise}
                when: {measure: {measure: active-users, window: 7d, at-most: 2, resolved-at: 4}}
            """);

    use(harness, NOW.minus(Duration.ofDays(1)), 3);
    harness.tick(NOW.plus(Duration.ofDays(7)));
    assertThat(harness.alerts()).isEmpty();

    harness.send(
        harness.topics().accountProfiles(),
        "acme",
        WireEvents.profile("acme", NOW.plus(Duration.ofDays(7))).setSegment("Enterprise").build());

    assertThat(harness.alerts())
        .extracting(HealthAlert::getState)
        .containsExactly(AlertState.RAISED);
    harness.everythingTold();
    harness.finish();
  }

  private TopologyHarness started(String rules) throws IOException, InvalidConfigException {
    Path file = Files.writeString(folder.resolve("rules.yml"), rules);
    HealthPolicy policy =
        ConfiguredPolicy.of(new ModelSettings(List.of(), "M0", "test", List.of(), file));
    TopologyHarness harness = new TopologyHarness().with(policy);
    harness.start(serdes);
    return harness;
  }

  private static void sentiment(TopologyHarness harness, Instant at, double sentiment) {
    harness.send(
        harness.topics().successActivities(),
        "acme",
        WireEvents.sentiment("acme", "s" + at.getEpochSecond(), 1 + 4 * sentiment, at).build());
  }

  private static void use(TopologyHarness harness, Instant at, int users) {
    use(harness, at, users, "f");
  }

  private static void use(TopologyHarness harness, Instant at, int users, String feature) {
    for (int user = 0; user < users; user++) {
      String id = "e" + user + "-" + at.getEpochSecond();
      harness.send(WireEvents.login("acme", id, "user-" + user, at).build());
      harness.send(WireEvents.featureUse("acme", "f" + id, "user-" + user, feature, at).build());
    }
  }
}
