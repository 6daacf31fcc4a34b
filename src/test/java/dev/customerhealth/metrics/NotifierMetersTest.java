package dev.customerhealth.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.alerting.quality.QualityStep;
import dev.customerhealth.notify.delivery.NotifierMetrics.Load;
import dev.customerhealth.notify.delivery.SeenStep;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.Hold;
import dev.customerhealth.notify.routing.ChannelKind;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Secret;
import dev.customerhealth.notify.routing.Target;
import dev.customerhealth.packaging.DashboardFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotifierMetersTest {
  private static final String LABELS = "{channel=\"slack\",target=\"managers/slack/1\"";

  private final NotifierMeters meters =
      new NotifierMeters(
          List.of(
              new Target(
                  "managers/slack/1",
                  "managers",
                  ChannelKind.SLACK,
                  true,
                  Optional.empty(),
                  new ChannelSettings.Slack(new Secret("$URL", "https://x/hush"), false, false))),
          List.of("score-drop-7d"));

  @AfterEach
  void close() {
    meters.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customer_health_notify_sent_total" + LABELS + "} 0.0",
        "customer_health_notify_failed_total" + LABELS + "} 0.0",
        "customer_health_notify_retried_total" + LABELS + "} 0.0",
        "customer_health_notify_dead_letters_total" + LABELS + "} 0.0",
        "customer_health_notify_overtaken_total" + LABELS + "} 0.0",
        "customer_health_notify_redriven_total" + LABELS + "} 0.0",
        "customer_health_notify_held_total"
            + "{channel=\"slack\",reason=\"quiet_hours\",target=\"managers/slack/1\"} 0.0",
        "customer_health_notify_holding"
            + "{channel=\"slack\",reason=\"rate_limit\",target=\"managers/slack/1\"} 0.0",
        "customer_health_notify_holding"
            + "{channel=\"slack\",reason=\"backlog\",target=\"managers/slack/1\"} 0.0",
        "customer_health_notify_queue" + LABELS + "} 0.0",
        "customer_health_notify_queue_waiting" + LABELS + "} 0.0",
        "customer_health_notify_latency_seconds_bucket" + LABELS + ",le=\"60.0\"} 0",
        "customer_health_notify_delivery_seconds_bucket" + LABELS + ",le=\"60.0\"} 0",
        "customer_health_notify_alerts_total{step=\"escalated\"} 0.0",
        "customer_health_notify_alerts_history_total 0.0",
        "customer_health_notify_alerts_unreadable_total 0.0",
        "customer_health_notify_log_unreadable_total 0.0",
        "customer_health_notify_at_work 0.0",
        "customer_health_notify_open_alerts 0.0",
        "customer_health_alert_quality_raised_total{rule=\"score-drop-7d\"} 0.0",
        "customer_health_alert_quality_acknowledged_total{rule=\"score-drop-7d\"} 0.0",
        "customer_health_alert_quality_resolved_total"
            + "{after=\"itself\",rule=\"score-drop-7d\"} 0.0",
        "customer_health_alert_quality_judged_total"
            + "{rule=\"score-drop-7d\",worth=\"false\"} 0.0",
      })
  void what_may_be_counted_is_there_before_it_happens(String line) {
    assertThat(meters.scrape()).contains(line);
  }

  @Test
  void every_number_of_the_notifier_on_a_dashboard_is_one_it_has() throws IOException {
    Set<String> shown = DashboardFile.numbersOfTheNotifier();

    assertThat(shown).isNotEmpty();
    assertThat(meters.scrape().lines())
        .extracting(line -> line.split("[{ ]", 2)[0])
        .containsAll(shown);
  }

  @Test
  void what_happens_is_counted() {
    Hold hold = new Hold(new Address("managers/slack/1", "kim"), "a1", Hold.Reason.QUIET_HOURS);
    meters.alertRead(Step.RAISED, true);
    meters.delivered("managers/slack/1", Duration.ofSeconds(2), List.of(Duration.ofSeconds(40)));
    meters.held("managers/slack/1", Hold.Reason.QUIET_HOURS);
    meters.holding(List.of(hold));
    meters.onTheirWay(List.of(new Load("managers/slack/1", 3, 2), new Load("taken/slack/1", 1, 0)));

    assertThat(meters.scrape())
        .contains(
            "customer_health_notify_alerts_history_total 1.0",
            "customer_health_notify_sent_total" + LABELS + "} 1.0",
            "customer_health_notify_delivery_seconds_bucket" + LABELS + ",le=\"5.0\"} 1",
            "customer_health_notify_latency_seconds_bucket" + LABELS + ",le=\"30.0\"} 0",
            "customer_health_notify_latency_seconds_bucket" + LABELS + ",le=\"60.0\"} 1",
            "customer_health_notify_held_total"
                + "{channel=\"slack\",reason=\"quiet_hours\",target=\"managers/slack/1\"} 1.0",
            "customer_health_notify_holding"
                + "{channel=\"slack\",reason=\"quiet_hours\",target=\"managers/slack/1\"} 1.0",
            "customer_health_notify_queue" + LABELS + "} 3.0",
            "customer_health_notify_queue_waiting" + LABELS + "} 2.0",
            "customer_health_notify_queue{channel=\"gone\",target=\"gone\"} 1.0");
  }

  @Test
  void the_quality_of_alerts_is_counted_by_rule() {
    meters.alertStep(seen(QualityStep.Kind.RAISED, null, false, true));
    meters.alertStep(seen(QualityStep.Kind.ACKNOWLEDGED, null, false, false));
    meters.alertStep(seen(QualityStep.Kind.FEEDBACK, QualityStep.Worth.FALSE, true, false));
    meters.alertStep(seen(QualityStep.Kind.RESOLVED, null, true, false));
    meters.alertStep(seen(QualityStep.Kind.RESOLVED, null, false, false));
    meters.alertStep(seen(QualityStep.Kind.WITHDRAWN, null, false, false));

    assertThat(meters.scrape())
        .contains(
            "customer_health_alert_quality_raised_total{rule=\"score-drop-7d\"} 1.0",
            "customer_health_alert_quality_acknowledged_total{rule=\"score-drop-7d\"} 1.0",
            "customer_health_alert_quality_time_to_acknowledge_seconds_sum"
                + "{rule=\"score-drop-7d\"} 60.0",
            "customer_health_alert_quality_resolved_total"
                + "{after=\"acknowledged\",rule=\"score-drop-7d\"} 1.0",
            "customer_health_alert_quality_resolved_total"
                + "{after=\"itself\",rule=\"score-drop-7d\"} 1.0",
            "customer_health_alert_quality_resolved_total"
                + "{after=\"withdrawal\",rule=\"score-drop-7d\"} 1.0",
            "customer_health_alert_quality_judged_total"
                + "{rule=\"score-drop-7d\",worth=\"false\"} 1.0");
  }

  private static SeenStep seen(
      QualityStep.Kind kind, QualityStep.Worth worth, boolean handled, boolean over) {
    Instant noon = Instant.parse("2026-03-04T12:00:00Z");
    return new SeenStep(
        new QualityStep(
            "a1", "score-drop-7d", "acme", "kim", kind, worth, noon, noon.plusSeconds(60)),
        handled,
        over);
  }

  @Test
  void rules_known_later_begin_at_zero_and_those_that_count_already_go_on() {
    meters.alertStep(raised("score-drop-7d"));

    meters.knowRules(List.of("score-drop-7d", "published"));

    assertThat(meters.scrape())
        .contains(
            "customer_health_alert_quality_raised_total{rule=\"score-drop-7d\"} 1.0",
            "customer_health_alert_quality_raised_total{rule=\"published\"} 0.0");
  }

  @Test
  void rules_without_end_make_no_labels_without_end() {
    for (int rule = 0; rule < 1000; rule++) {
      meters.alertStep(raised("rule-" + rule));
    }

    assertThat(
            meters
                .scrape()
                .lines()
                .filter(line -> line.startsWith("customer_health_alert_quality_raised_total")))
        .hasSizeLessThan(210)
        .contains("customer_health_alert_quality_raised_total{rule=\"other\"} 801.0");
  }

  private static SeenStep raised(String ruleId) {
    return new SeenStep(
        new QualityStep(
            "a", ruleId, "acme", "", QualityStep.Kind.RAISED, null, Instant.EPOCH, Instant.EPOCH),
        false,
        true);
  }

  @Test
  void who_gives_the_work_up_has_nothing_queued_or_held() {
    meters.atWork(true);
    meters.openAlerts(7);
    meters.onTheirWay(List.of(new Load("managers/slack/1", 3, 2)));
    meters.atWork(false);

    assertThat(meters.scrape())
        .contains(
            "customer_health_notify_queue" + LABELS + "} 0.0",
            "customer_health_notify_open_alerts 0.0",
            "customer_health_notify_at_work 0.0");
  }

  @Test
  void a_channel_nobody_knows_makes_no_label_of_its_own() {
    meters.deadLettered("somebody/else/1");

    assertThat(meters.scrape())
        .contains("customer_health_notify_dead_letters_total{channel=\"gone\",target=\"gone\"} 1.0")
        .doesNotContain("somebody/else", "hush");
  }
}
