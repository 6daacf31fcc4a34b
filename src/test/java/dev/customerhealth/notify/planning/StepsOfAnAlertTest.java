package dev.customerhealth.notify.planning;

import static dev.customerhealth.notify.Notices.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.reading.RoutingFile;
import dev.customerhealth.notify.routing.Routing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people hear of an alert along its life, by the shipped routing file and by one of a chat.
 */
class StepsOfAnAlertTest {

  private static final String CHAT =
      """
      version: 1
      receivers:
        - name: chat
          slack_configs: [{url_env: URL, send_resolved: true}]
      route:
        receiver: chat
        group_by: [account]
        group_wait: 30s
        group_interval: 5m
        repeat_interval: 4h
      """;

  @TempDir Path folder;

  private final List<Notification> told = new ArrayList<>();
  private Rehearsal rehearsal;
  private long offset;

  private void chat() throws IOException, InvalidConfigException {
    Path file = Files.writeString(folder.resolve("routing.yml"), CHAT);
    rehearse(RoutingFile.read(file, Map.of("URL", "https://chat.example.com/x")));
  }

  private void rehearse(Routing routing) {
    rehearsal = new Rehearsal(new Planner(routing), told::add);
  }

  private void take(Notice notice) {
    rehearsal.take(notice, new AlertEntry.Position(0, offset++), notice.at(), Age.TODAY);
  }

  private static Instant hours(double hours) {
    return NOON.plus(Duration.ofMinutes(Math.round(hours * 60)));
  }

  private List<String> steps() {
    return told.stream()
        .flatMap(each -> each.told().stream())
        .map(each -> each.notice().step() + (each.repeat() ? " again" : ""))
        .toList();
  }

  @Test
  void the_shipped_routing_bundles_the_alerts_of_an_account() throws Exception {
    rehearse(RoutingFile.read(Path.of("config/routing.yml"), Map.of()));
    take(Notices.critical("a1", "acme", "kim"));
    take(Notices.at(Notices.critical("a2", "acme", "kim"), Step.RAISED, NOON.plusSeconds(20)));
    take(Notices.critical("b1", "other", "kim"));

    rehearsal.runTo(hours(1));

    assertThat(told).extracting(each -> each.told().size()).containsExactlyInAnyOrder(2, 1);
  }

  @Test
  void what_is_put_off_is_neither_repeated_nor_told_until_it_comes_back() throws Exception {
    chat();
    Notice alert = Notices.raised("a1");
    take(alert);
    rehearsal.runTo(hours(1));
    take(Notices.at(alert, Step.SNOOZED, hours(1)));
    rehearsal.runTo(hours(20));
    assertThat(steps()).containsExactly("RAISED");

    take(Notices.at(alert, Step.RAISED, hours(20)));
    rehearsal.runTo(hours(21));

    assertThat(steps()).containsExactly("RAISED", "RAISED");
  }

  @Test
  void what_somebody_took_on_is_not_repeated() throws Exception {
    chat();
    Notice alert = Notices.raised("a1");
    take(alert);
    rehearsal.runTo(hours(5));
    take(Notices.at(alert, Step.ACKNOWLEDGED, hours(5)));

    rehearsal.runTo(hours(30));

    assertThat(steps()).containsExactly("RAISED", "RAISED again");
  }

  @Test
  void an_escalation_is_told() throws Exception {
    chat();
    Notice alert = Notices.raised("a1");
    take(alert);
    rehearsal.runTo(hours(1));
    take(Notices.at(alert, Step.ESCALATED, hours(1)));

    rehearsal.runTo(hours(2));

    assertThat(steps()).containsExactly("RAISED", "ESCALATED");
  }

  @Test
  void whoever_gets_the_account_is_told_of_what_is_open_and_both_hear_of_its_end()
      throws Exception {
    chat();
    Notice alert = Notices.raised("a1");
    take(alert);
    rehearsal.runTo(hours(1));
    take(Notices.owned(alert, "otto", hours(1)));
    rehearsal.runTo(hours(2));

    take(Notices.at(Notices.owned(alert, "otto", hours(1)), Step.RESOLVED, hours(2)));
    rehearsal.runTo(hours(3));

    assertThat(steps()).containsExactly("RAISED", "RAISED", "RESOLVED", "RESOLVED");
    assertThat(told)
        .extracting(each -> each.address().csm())
        .containsExactlyInAnyOrder("kim", "otto", "kim", "otto");
  }

  @Test
  void what_a_person_says_of_an_alert_after_its_end_tells_nobody() throws Exception {
    chat();
    Notice alert = Notices.raised("a1");
    take(alert);
    rehearsal.runTo(hours(1));
    take(Notices.at(alert, Step.RESOLVED, hours(1)));
    rehearsal.runTo(hours(2));

    take(Notices.at(alert, Step.RESOLVED, hours(2)));
    rehearsal.runTo(hours(3));

    assertThat(steps()).containsExactly("RAISED", "RESOLVED");
  }
}
