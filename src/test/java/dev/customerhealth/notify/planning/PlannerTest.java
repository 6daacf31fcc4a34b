package dev.customerhealth.notify.planning;

import static dev.customerhealth.notify.Notices.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.planning.Notification.Kind;
import dev.customerhealth.notify.reading.RoutingFile;
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

/** What is told when, played with the times of the alerts. */
class PlannerTest {

  private static final String ROUTE =
      """
      route:
        receiver: chat
        group_by: [account]
        group_wait: 30s
        group_interval: 5m
        repeat_interval: 4h
      """;

  @TempDir Path folder;

  private final List<Notification> told = new ArrayList<>();
  private Planner planner;
  private Rehearsal rehearsal;
  private long offset;

  private void routing(String rest) throws IOException, InvalidConfigException {
    String yaml =
        """
        version: 1
        receivers:
          - name: chat
            slack_configs: [{url_env: URL}]
          - name: pager
            pagerduty_configs: [{routing_key_env: URL}]
        """
            + rest;
    read(yaml);
  }

  private void read(String yaml) throws IOException, InvalidConfigException {
    Path file = Files.writeString(folder.resolve("routing.yml"), yaml);
    planner = new Planner(RoutingFile.read(file, Map.of("URL", "https://chat.example.com/x")));
    rehearsal = new Rehearsal(planner, told::add);
  }

  private void take(Notice notice, Instant at) {
    rehearsal.take(notice, new AlertEntry.Position(0, offset++), at, Age.TODAY);
  }

  private List<String> alertsOf(int notification) {
    return told.get(notification).told().stream().map(each -> each.notice().alertId()).toList();
  }

  private static Instant after(Duration time) {
    return NOON.plus(time);
  }

  private static Instant seconds(long seconds) {
    return NOON.plusSeconds(seconds);
  }

  private static Instant hours(double hours) {
    return after(Duration.ofMinutes(Math.round(hours * 60)));
  }

  @Test
  void alerts_of_one_account_that_come_together_go_out_together() throws Exception {
    routing(ROUTE);
    take(Notices.raised("a1"), NOON);
    take(Notices.raised("a2"), seconds(20));
    take(Notices.about("b1", "other", "kim"), seconds(20));
    rehearsal.runTo(seconds(60));

    assertThat(told).extracting(Notification::plannedAt).containsExactly(seconds(30), seconds(50));
    assertThat(alertsOf(0)).containsExactly("a1", "a2");
    assertThat(alertsOf(1)).containsExactly("b1");
  }

  @Test
  void grouped_by_every_label_each_alert_goes_out_by_itself() throws Exception {
    routing(ROUTE.replace("group_by: [account]", "group_by: ['...']"));
    take(Notices.about("a1", "acme", "kim"), NOON);
    take(Notices.about("b1", "other", "kim"), NOON);
    take(Notices.critical("a2", "acme", "kim"), NOON);
    rehearsal.runTo(seconds(60));

    assertThat(told).hasSize(3).allSatisfy(each -> assertThat(each.told()).hasSize(1));
  }

  @Test
  void a_group_that_was_told_waits_for_its_interval() throws Exception {
    routing(ROUTE);
    take(Notices.raised("a1"), NOON);
    take(Notices.raised("a2"), seconds(60));
    rehearsal.runTo(hours(1));

    assertThat(told).extracting(Notification::plannedAt).containsExactly(seconds(30), seconds(330));
    assertThat(alertsOf(1)).containsExactly("a2");
    assertThat(told.get(1).stillOpen()).isEqualTo(1);
  }

  @Test
  void an_open_alert_is_repeated_until_somebody_takes_it_on() throws Exception {
    routing(ROUTE);
    Notice alert = Notices.raised("a1");
    take(alert, NOON);
    rehearsal.runTo(hours(9));
    take(Notices.at(alert, Step.ACKNOWLEDGED, hours(9)), hours(9));
    rehearsal.runTo(hours(24));

    assertThat(told)
        .extracting(Notification::plannedAt)
        .containsExactly(
            seconds(30),
            seconds(30).plus(Duration.ofHours(4)),
            seconds(30).plus(Duration.ofHours(8)));
    assertThat(told.get(1).told().get(0).repeat()).isTrue();
  }

  @Test
  void the_end_of_an_alert_that_was_told_is_told_once() throws Exception {
    routing(ROUTE);
    Notice alert = Notices.raised("a1");
    take(alert, NOON);
    take(Notices.at(alert, Step.RESOLVED, hours(1)), hours(1));
    rehearsal.runTo(hours(24));

    assertThat(told)
        .extracting(each -> each.told().get(0).notice().step())
        .containsExactly(Step.RAISED, Step.RESOLVED);
  }

  @Test
  void an_alert_that_is_over_before_it_was_told_is_never_told() throws Exception {
    routing(ROUTE);
    Notice alert = Notices.raised("a1");
    take(alert, NOON);
    take(Notices.at(alert, Step.RESOLVED, seconds(10)), seconds(10));
    rehearsal.runTo(hours(24));

    assertThat(told).isEmpty();
  }

  @Test
  void a_new_owner_is_told_of_what_is_open() throws Exception {
    routing(ROUTE);
    Notice alert = Notices.raised("a1");
    take(alert, NOON);
    take(Notices.owned(alert, "lee", hours(1)), hours(1));
    rehearsal.runTo(hours(2));

    assertThat(told).extracting(each -> each.address().csm()).containsExactly("kim", "lee");
  }

  @Test
  void while_an_account_escalates_its_drops_are_not_told() throws Exception {
    routing(
        ROUTE
            + """
            inhibit_rules:
              - source_matchers: ['severity="CRITICAL"']
                target_matchers: ['severity="WARNING"']
                equal: [account]
            """);
    Notice escalation = Notices.critical("c1", "acme", "kim");
    take(escalation, NOON);
    take(Notices.about("w1", "acme", "kim"), NOON);
    take(Notices.about("w2", "other", "kim"), NOON);
    rehearsal.runTo(seconds(60));
    assertThat(told).hasSize(2);
    assertThat(alertsOf(0)).containsExactly("c1");

    take(Notices.at(escalation, Step.RESOLVED, hours(1)), hours(1));
    rehearsal.runTo(hours(2));

    assertThat(alertsOf(2)).as("what is still true afterwards").containsExactly("w1", "c1");
  }

  private static final String ESCALATION_SILENCES =
      """
      inhibit_rules:
        - source_matchers: ['severity="CRITICAL"']
          target_matchers: ['severity="WARNING"']
          equal: [account]
      """;

  /** An import, or an outage of the service for longer than history_after, leaves such alerts. */
  @Test
  void an_alert_of_history_which_nobody_was_told_silences_nothing() throws Exception {
    routing(ROUTE + ESCALATION_SILENCES);
    Notice escalation = Notices.critical("c1", "acme", "kim");
    rehearsal.take(escalation, new AlertEntry.Position(0, offset++), NOON, Age.HISTORY);
    take(Notices.about("w1", "acme", "kim"), NOON);
    rehearsal.runTo(seconds(60));

    assertThat(told).hasSize(1);
    assertThat(alertsOf(0)).containsExactly("w1");
  }

  @Test
  void in_a_storm_of_ten_thousand_every_alert_is_told_but_those_beside_an_escalation()
      throws Exception {
    routing(ROUTE + ESCALATION_SILENCES);
    Memory memory = new Memory();
    for (int number = 0; number < 10_000; number++) {
      String account = "account-" + number / 3;
      Notice notice =
          number % 3 == 0 && number % 2 == 0
              ? Notices.critical("a" + number, account, "kim")
              : Notices.about("a" + number, account, "kim");
      memory.take(notice, new AlertEntry.Position(0, number), NOON, Age.TODAY);
    }

    Plan plan = planner.plan(memory, seconds(60));

    List<String> told =
        plan.due().stream()
            .flatMap(each -> each.notification().told().stream())
            .map(each -> each.notice().alertId())
            .toList();
    assertThat(told)
        .hasSize(6_666)
        .contains("a0", "a3", "a4", "a5", "a6")
        .doesNotContain("a1", "a2", "a7", "a8");
  }

  @Test
  void what_comes_in_quiet_hours_is_told_in_the_morning_if_it_is_still_true() throws Exception {
    read(
        """
        version: 1
        quiet_hours: {from: "20:00", to: "08:00"}
        people: [{id: kim, time_zone: America/New_York}]
        receivers: [{name: chat, slack_configs: [{url_env: URL, to_owner: true}]}]
        """
            + ROUTE);
    Instant night = Instant.parse("2026-03-05T03:00:00Z");
    Notice passing = Notices.about("passing", "short", "kim");
    take(Notices.raised("stays"), night);
    take(passing, night);
    take(Notices.critical("urgent", "big", "kim"), night);
    take(Notices.at(passing, Step.RESOLVED, night.plusSeconds(3600)), night.plusSeconds(3600));
    rehearsal.runTo(night.plus(Duration.ofHours(12)));

    assertThat(alertsOf(0)).containsExactly("urgent");
    assertThat(told.get(0).plannedAt()).isEqualTo(night.plusSeconds(30));
    assertThat(told)
        .filteredOn(each -> !each.told().get(0).notice().alertId().equals("urgent"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.plannedAt()).isEqualTo(Instant.parse("2026-03-05T13:00:00Z"));
              assertThat(each.told().get(0).notice().alertId()).isEqualTo("stays");
            });
  }

  /** In New York it is three in the morning, in Berlin nine, in Tokyo five in the afternoon. */
  @Test
  void quiet_hours_are_those_of_who_is_reached_whoevers_account_it_is() throws Exception {
    read(
        """
        version: 1
        time_zone: Europe/Berlin
        quiet_hours: {from: "17:00", to: "08:00"}
        smtp: {host: mail, from: a@example.com}
        people:
          - {id: kim, email: kim@example.com, time_zone: America/New_York}
          - {id: head, email: Head@example.com, time_zone: Asia/Tokyo}
        receivers:
          - name: chat
            slack_configs: [{url_env: URL}, {url_env: URL, to_owner: true}]
            email_configs:
              - {to_owner: true, otherwise: list@example.com}
              - {to: [head@example.com]}
              - {to: [head@example.com, others@example.com]}
              - {to: [list@example.com]}
        """
            + ROUTE);
    Instant night = Instant.parse("2026-03-05T08:00:00Z");
    take(Notices.about("a1", "acme", "kim"), night);
    rehearsal.runTo(night.plus(Duration.ofDays(1)));

    assertThat(told)
        .filteredOn(each -> !each.told().get(0).repeat())
        .extracting(each -> each.plannedAt() + " " + each.address().targetId())
        .containsExactlyInAnyOrder(
            "2026-03-05T08:00:30Z chat/slack/1",
            "2026-03-05T08:00:30Z chat/email/3",
            "2026-03-05T08:00:30Z chat/email/4",
            "2026-03-05T13:00:00Z chat/slack/2",
            "2026-03-05T13:00:00Z chat/email/1",
            "2026-03-05T23:00:00Z chat/email/2");
  }

  /** Who is written to in place of a CSM without an address has hours of their own. */
  @Test
  void mail_in_place_of_a_csm_nobody_has_an_address_of_keeps_the_hours_of_who_gets_it()
      throws Exception {
    read(
        """
        version: 1
        smtp: {host: mail, from: a@example.com}
        people:
          - {id: kim, quiet_hours: {from: "10:00", to: "14:00"}}
          - {id: head, email: head@example.com, quiet_hours: {from: "10:00", to: "15:00"}}
        receivers:
          - name: chat
            email_configs: [{to_owner: true, otherwise: head@example.com}]
        """
            + ROUTE);
    take(Notices.about("a1", "acme", "kim"), NOON);
    rehearsal.runTo(hours(4));

    assertThat(told).extracting(Notification::plannedAt).containsExactly(hours(3));
  }

  @Test
  void what_is_above_the_limit_goes_into_one_digest() throws Exception {
    routing("rate_limit: {notifications: 2, per: 1h}\n" + ROUTE);
    for (int account = 1; account <= 6; account++) {
      take(Notices.about("a" + account, "account-" + account, "kim"), seconds(account));
    }
    take(Notices.about("l1", "elsewhere", "lee"), seconds(7));
    take(Notices.critical("c1", "burning", "kim"), seconds(8));
    rehearsal.runTo(hours(2));

    assertThat(told)
        .extracting(Notification::kind)
        .containsExactly(Kind.GROUP, Kind.GROUP, Kind.GROUP, Kind.GROUP, Kind.OVERFLOW);
    assertThat(alertsOf(2)).as("limits are one's own").containsExactly("l1");
    assertThat(alertsOf(3)).as("critical is told all the same").containsExactly("c1");
    assertThat(alertsOf(4)).containsExactly("a3", "a4", "a5", "a6");
    assertThat(told.get(4).plannedAt()).isEqualTo(seconds(31).plus(Duration.ofHours(1)));
  }

  private void takeLate(Notice notice, Instant at) {
    rehearsal.take(notice, new AlertEntry.Position(0, offset++), at, Age.OUTAGE);
  }

  @Test
  void what_an_outage_kept_back_is_told_when_the_rest_of_it_came_if_it_is_still_true()
      throws Exception {
    routing(ROUTE);
    Notice passing = Notices.about("passing", "short", "kim");
    takeLate(Notices.about("stays", "acme", "kim"), NOON);
    takeLate(passing, NOON);
    rehearsal.runTo(seconds(240));
    takeLate(Notices.at(passing, Step.RESOLVED, NOON), seconds(240));
    take(Notices.about("fresh", "other", "kim"), seconds(240));
    rehearsal.runTo(seconds(539));
    assertThat(told).extracting(Notification::plannedAt).containsExactly(seconds(270));
    assertThat(alertsOf(0)).as("what came at its time waits for nothing").containsExactly("fresh");
    assertThat(rehearsal.held())
        .extracting(Hold::alertId, Hold::reason)
        .containsExactly(tuple("stays", Hold.Reason.BACKLOG));

    rehearsal.runTo(hours(2));
    assertThat(told).hasSize(2);
    assertThat(alertsOf(1)).containsExactly("stays");
    assertThat(told.get(1).plannedAt()).isEqualTo(seconds(540));
    assertThat(rehearsal.held()).isEmpty();
  }

  @Test
  void what_is_told_of_an_outage_keeps_to_the_limit() throws Exception {
    routing("rate_limit: {notifications: 2, per: 1h}\n" + ROUTE);
    for (int account = 1; account <= 5; account++) {
      takeLate(Notices.about("a" + account, "account-" + account, "kim"), NOON);
    }
    rehearsal.runTo(hours(2));

    assertThat(told)
        .extracting(Notification::kind)
        .containsExactly(Kind.GROUP, Kind.GROUP, Kind.OVERFLOW);
    assertThat(alertsOf(2)).containsExactly("a3", "a4", "a5");
  }

  /** The next outage keeps nothing back of what was told of the one before. */
  @Test
  void an_alert_told_of_an_outage_is_told_to_its_end() throws Exception {
    routing(ROUTE);
    Notice alert = Notices.raised("a1");
    takeLate(alert, NOON);
    rehearsal.runTo(hours(1));
    takeLate(Notices.about("other", "other", "kim"), hours(1));
    takeLate(Notices.at(alert, Step.RESOLVED, hours(1)), hours(1));
    rehearsal.runTo(hours(1).plusSeconds(60));

    assertThat(told)
        .extracting(each -> each.told().get(0).notice().step())
        .containsExactly(Step.RAISED, Step.RESOLVED);
  }

  private static final String TWO_CHANNELS =
      """
      rate_limit: {notifications: %d, per: 1h}
      smtp: {host: mail, from: a@example.com}
      people: [{id: kim, email: kim@example.com}, {id: lee, email: lee@example.com}]
      receivers:
        - name: chat
          slack_configs: [{url_env: URL, to_owner: true}]
          email_configs: [{to_owner: true, otherwise: all@example.com}]
      route: {receiver: chat, group_by: [account], group_wait: 30s, repeat_interval: never}
      """;

  private List<String> targets() {
    return told.stream()
        .map(each -> each.address().targetId().replaceAll("^[^/]*/|/[^/]*$", ""))
        .toList();
  }

  @Test
  void the_limit_of_a_csm_is_one_for_all_channels() throws Exception {
    read("version: 1\n" + TWO_CHANNELS.formatted(3));
    for (int account = 1; account <= 4; account++) {
      take(Notices.about("a" + account, "account-" + account, "kim"), seconds(account));
    }
    take(Notices.about("l1", "elsewhere", "lee"), seconds(7));
    rehearsal.runTo(seconds(60));
    assertThat(targets())
        .as("three of kim, whatever the channel, and both of lee")
        .containsExactly("slack", "email", "slack", "slack", "email");

    rehearsal.runTo(hours(2));
    assertThat(targets().subList(5, told.size())).containsExactly("email", "slack");
    assertThat(alertsOf(5)).containsExactly("a2", "a3", "a4");
    assertThat(alertsOf(6)).containsExactly("a3", "a4");
  }

  private static final String CSMS_AND_OTHERS =
      """
      version: 1
      rate_limit: {notifications: 1, per: 1h}
      smtp: {host: mail, from: a@example.com}
      people: [{id: kim, email: kim@example.com}]
      receivers:
        - name: chat
          email_configs:
            - {to_owner: true, otherwise: all@example.com}
            - {to: [kim@Example.com]}
            - {to: [head@example.com], digest_at: "12:45"}
            - {to: [head@example.com]}
          slack_configs: [{url_env: URL}]
      route: {receiver: chat, group_by: [account], group_wait: 30s, repeat_interval: never}
      """;

  /** A manager's mail and a team's channel are no reason to tell the CSM less, nor the reverse. */
  @Test
  void what_leads_to_others_than_the_csm_is_counted_there() throws Exception {
    read(CSMS_AND_OTHERS);
    take(Notices.about("a1", "acme", "kim"), seconds(1));
    take(Notices.about("a2", "other", "kim"), seconds(2));
    rehearsal.runTo(NOON.plus(Duration.ofMinutes(50)));

    assertThat(told.stream().map(each -> each.address().targetId()))
        .as("one at each, and the second address of kim waits for the first")
        .containsExactlyInAnyOrder("chat/email/1", "chat/email/4", "chat/slack/1", "chat/email/3");
    assertThat(told.get(3).kind()).as("a manager's digest in time").isEqualTo(Kind.DIGEST);
    assertThat(alertsOf(3)).containsExactly("a1", "a2");
  }

  /** Who is written to in place of a CSM without an address is not the CSM. */
  @Test
  void mail_for_a_csm_nobody_has_an_address_of_is_counted_where_it_goes() throws Exception {
    read(CSMS_AND_OTHERS);
    take(Notices.about("a1", "acme", "lee"), seconds(1));
    rehearsal.runTo(seconds(60));

    assertThat(told.stream().map(each -> each.address().targetId()))
        .containsExactlyInAnyOrder("chat/email/1", "chat/email/2", "chat/email/4", "chat/slack/1");
  }

  @Test
  void of_two_channels_that_wait_for_room_the_one_that_waited_longer_goes_first() throws Exception {
    read("version: 1\n" + TWO_CHANNELS.formatted(1));
    for (int account = 1; account <= 8; account++) {
      take(
          Notices.about("a" + account, "account-" + account, "kim"),
          NOON.plus(Duration.ofMinutes(40L * account)));
    }
    rehearsal.runTo(hours(14));

    assertThat(targets().subList(0, 6))
        .containsExactly("slack", "email", "slack", "email", "slack", "email");
    for (int next = 1; next < told.size(); next++) {
      assertThat(Duration.between(told.get(next - 1).plannedAt(), told.get(next).plannedAt()))
          .isGreaterThanOrEqualTo(Duration.ofHours(1));
    }
    for (String channel : List.of("slack", "email")) {
      assertThat(
              told.stream()
                  .filter(each -> each.address().targetId().contains(channel))
                  .flatMap(each -> each.told().stream())
                  .map(each -> each.notice().alertId()))
          .as(channel)
          .containsExactlyInAnyOrder("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8");
    }
  }

  @Test
  void a_muted_route_tells_after_its_interval_what_is_still_true() throws Exception {
    routing(
        ROUTE
            + """
              routes:
                - matchers: ['severity="WARNING"']
                  mute_time_intervals: [lunch]
            time_intervals:
              - name: lunch
                time_intervals: [{times: [{start_time: "12:00", end_time: "13:00"}]}]
            """);
    take(Notices.raised("a1"), NOON);
    take(Notices.critical("c1", "acme", "kim"), NOON);
    rehearsal.runTo(hours(2));

    assertThat(told).extracting(Notification::plannedAt).containsExactly(seconds(30), hours(1));
    assertThat(alertsOf(1)).containsExactly("a1");
  }

  private static final String NIGHT_OF_WINTER_TIME =
      """
        mute_time_intervals: [upkeep]
      time_intervals:
        - name: upkeep
          time_intervals:
            - {times: [{start_time: "02:15", end_time: "02:30"}], location: Europe/Berlin}
      """;

  /** On 2026-10-25 a quarter past two comes twice in Berlin, and both times are muted. */
  @Test
  void a_mute_time_that_comes_twice_mutes_twice() throws Exception {
    routing(ROUTE + NIGHT_OF_WINTER_TIME);
    Instant first = Instant.parse("2026-10-25T00:20:00Z");
    Instant second = Instant.parse("2026-10-25T01:20:00Z");
    take(Notices.about("a1", "one", "kim"), first);
    take(Notices.about("a2", "two", "kim"), first.plus(Duration.ofMinutes(20)));
    take(Notices.about("a3", "three", "kim"), second);
    rehearsal.runTo(second.plus(Duration.ofHours(2)));

    assertThat(told)
        .extracting(Notification::plannedAt)
        .containsExactly(
            Instant.parse("2026-10-25T00:30:00Z"),
            Instant.parse("2026-10-25T00:40:30Z"),
            Instant.parse("2026-10-25T01:30:00Z"));
  }

  private static final String WORKING_HOURS =
      """
        active_time_intervals: [work]
        mute_time_intervals: [lunch]
      time_intervals:
        - name: work
          time_intervals:
            - times: [{start_time: "08:00", end_time: "17:00"}]
              weekdays: ["monday:friday"]
              location: Europe/Berlin
        - name: lunch
          time_intervals:
            - {times: [{start_time: "12:00", end_time: "13:00"}], location: Europe/Berlin}
      """;

  @Test
  void outside_of_its_active_times_a_route_waits_for_the_next() throws Exception {
    routing(ROUTE + WORKING_HOURS);
    Instant friday = Instant.parse("2026-10-23T16:30:00Z");
    Notice passing = Notices.about("passing", "two", "kim");
    take(Notices.about("stays", "one", "kim"), friday);
    take(passing, friday);
    take(Notices.at(passing, Step.RESOLVED, friday.plusSeconds(60)), friday.plusSeconds(60));
    rehearsal.runTo(friday.plus(Duration.ofDays(4)));

    assertThat(told.get(0).plannedAt())
        .as("eight o'clock on Monday, an hour later by UTC because winter time began")
        .isEqualTo(Instant.parse("2026-10-26T07:00:00Z"));
    assertThat(alertsOf(0)).containsExactly("stays");
  }

  @Test
  void a_mute_time_within_active_times_mutes() throws Exception {
    routing(ROUTE + WORKING_HOURS);
    take(Notices.about("early", "one", "kim"), Instant.parse("2026-03-04T09:00:00Z"));
    take(Notices.about("noon", "two", "kim"), Instant.parse("2026-03-04T11:30:00Z"));
    rehearsal.runTo(Instant.parse("2026-03-04T12:30:00Z"));

    assertThat(told)
        .extracting(Notification::plannedAt)
        .containsExactly(
            Instant.parse("2026-03-04T09:00:30Z"), Instant.parse("2026-03-04T12:00:00Z"));
  }

  @Test
  void a_pager_gets_every_alert_by_itself_and_knows_when_it_is_taken_on() throws Exception {
    routing(ROUTE.replace("receiver: chat", "receiver: pager"));
    Notice one = Notices.raised("a1");
    take(one, NOON);
    take(Notices.raised("a2"), NOON);
    take(Notices.at(one, Step.ACKNOWLEDGED, hours(1)), hours(1));
    rehearsal.runTo(hours(2));

    assertThat(told)
        .extracting(each -> each.told().get(0).notice().step())
        .containsExactly(Step.RAISED, Step.RAISED, Step.ACKNOWLEDGED);
    assertThat(told).allSatisfy(each -> assertThat(each.told()).hasSize(1));
  }

  @Test
  void the_end_is_told_where_the_beginning_was_also_when_routes_lead_elsewhere_now()
      throws Exception {
    routing(
        ROUTE
            + """
              routes:
                - matchers: ['severity="CRITICAL"']
                  receiver: pager
            """);
    Notice alert = Notices.critical("a1", "acme", "kim");
    take(alert, NOON);
    rehearsal.runTo(seconds(60));
    Notice over = Notices.at(Notices.about("a1", "acme", "kim"), Step.RESOLVED, hours(1));
    take(over, hours(1));
    rehearsal.runTo(hours(2));

    assertThat(told)
        .extracting(each -> each.address().targetId())
        .containsExactly("pager/pagerduty/1", "pager/pagerduty/1");
  }

  @Test
  void history_that_is_loaded_is_not_told() throws Exception {
    routing(ROUTE);
    rehearsal.take(Notices.raised("a1"), new AlertEntry.Position(0, 0), NOON, Age.HISTORY);
    rehearsal.runTo(hours(24));

    assertThat(told).isEmpty();
  }

  @Test
  void a_record_read_a_second_time_changes_nothing() throws Exception {
    routing(ROUTE);
    Notice alert = Notices.raised("a1");
    Notice takenOn = Notices.at(alert, Step.ACKNOWLEDGED, seconds(60));
    rehearsal.take(alert, new AlertEntry.Position(0, 7), NOON, Age.TODAY);
    rehearsal.take(takenOn, new AlertEntry.Position(0, 8), seconds(60), Age.TODAY);
    rehearsal.take(alert, new AlertEntry.Position(0, 7), seconds(61), Age.TODAY);
    rehearsal.runTo(hours(24));

    assertThat(told).as("somebody has taken it on, so it is not repeated").hasSize(1);
  }

  /** With more partitions an account moves to another, where offsets begin anew. */
  @Test
  void a_later_step_in_another_partition_is_taken_whatever_its_offset() throws Exception {
    routing(ROUTE);
    Notice alert = Notices.raised("a1");
    Notice over = Notices.at(alert, Step.RESOLVED, seconds(60));
    rehearsal.take(alert, new AlertEntry.Position(0, 700), NOON, Age.TODAY);
    rehearsal.runTo(seconds(50));
    rehearsal.take(over, new AlertEntry.Position(9, 3), seconds(60), Age.TODAY);
    rehearsal.take(alert, new AlertEntry.Position(0, 700), seconds(61), Age.TODAY);
    rehearsal.runTo(hours(24));

    assertThat(told)
        .as("and what is read a second time is old")
        .extracting(each -> each.told().get(0).notice().step())
        .containsExactly(Step.RAISED, Step.RESOLVED);
  }

  @Test
  void the_same_alerts_at_the_same_times_give_the_same_ids() throws Exception {
    routing(ROUTE);
    take(Notices.raised("a1"), NOON);
    rehearsal.runTo(hours(5));
    List<String> first = told.stream().map(Notification::id).toList();
    told.clear();
    offset = 0;
    routing(ROUTE);
    take(Notices.raised("a1"), NOON);
    rehearsal.runTo(hours(5));

    assertThat(told).extracting(Notification::id).isEqualTo(first).doesNotHaveDuplicates();
  }
}
