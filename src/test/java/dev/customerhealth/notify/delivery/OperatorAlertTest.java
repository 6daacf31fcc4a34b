package dev.customerhealth.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.fleet.FleetVerdict;
import dev.customerhealth.domain.fleet.FleetVerdict.Turn;
import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.planning.Age;
import dev.customerhealth.notify.planning.AlertEntry;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Planner;
import dev.customerhealth.notify.planning.Rehearsal;
import dev.customerhealth.notify.reading.RoutingFile;
import dev.customerhealth.publication.PublishedFleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert that operators get in place of everybody's alerts. */
class OperatorAlertTest {

  private static final String ROUTING =
      """
      version: 1
      quiet_hours: {from: "00:00", to: "23:59"}
      receivers:
        - name: csms
          slack_configs: [{url_env: URL}]
        - name: operators
          pagerduty_configs: [{routing_key_env: KEY}]
      route:
        receiver: csms
        routes:
          - matchers: ['rule=~"source-stalled|fleet-move"']
            receiver: operators
      """;

  @TempDir Path folder;

  private static Notice notice(Turn turn) {
    long at = Notices.NOON.toEpochMilli();
    return AlertReading.notice(
            PublishedFleet.alert(
                new FleetVerdict(
                    FleetVerdict.STALLED, "product-usage", 1, turn, at, at, 6, 6, 5_000)))
        .orElseThrow();
  }

  @Test
  void it_goes_to_operators_by_its_route_whatever_the_hour_and_to_no_csm() throws Exception {
    Path file = Files.writeString(folder.resolve("routing.yml"), ROUTING);
    List<Notification> told = new ArrayList<>();
    Rehearsal rehearsal =
        new Rehearsal(
            new Planner(
                RoutingFile.read(
                    file,
                    Map.of(
                        "URL",
                        "https://chat.example.com/x",
                        "KEY",
                        "0123456789abcdef0123456789abcdef"))),
            told::add);
    Instant noon = Notices.NOON;

    rehearsal.take(notice(Turn.BEGAN), new AlertEntry.Position(0, 0), noon, Age.TODAY);
    rehearsal.runTo(noon.plusSeconds(600));

    assertThat(told).hasSize(1);
    assertThat(told.get(0).address().toString()).contains("operators/pagerduty");
  }

  @Test
  void it_says_what_is_silent_for_how_long_and_what_that_means() {
    Notice notice = notice(Turn.BEGAN);

    assertThat(notice.summary())
        .isEqualTo(
            "The source product-usage has been silent for 6 hours."
                + " Alerts of 5000 accounts are held back.");
    assertThat(notice.subject().called()).isEqualTo("Source product-usage");
    assertThat(notice(Turn.OVER).alertId()).isEqualTo(notice.alertId());
    assertThat(notice(Turn.GIVEN_UP).summary()).contains("alerts go out again");
  }
}
