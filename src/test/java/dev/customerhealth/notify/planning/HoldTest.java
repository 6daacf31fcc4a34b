package dev.customerhealth.notify.planning;

import static dev.customerhealth.notify.Notices.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.reading.RoutingFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says of the alerts it does not tell. */
class HoldTest {

  @TempDir Path folder;

  private final Memory memory = new Memory();
  private Planner planner;
  private long offset;

  private void routing(String rest, String channel) throws Exception {
    routing(rest, channel, "1s");
  }

  private void routing(String rest, String channel, String wait) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("routing.yml"),
            """
            version: 1
            %s
            receivers:
              - name: chat
                %s
            route: {receiver: chat, group_wait: %s, group_interval: 1s}
            """
                .formatted(rest, channel, wait));
    planner = new Planner(RoutingFile.read(file, Map.of("URL", "https://chat.example.com/x")));
  }

  private void take(Notice notice) {
    memory.take(notice, new AlertEntry.Position(0, offset++), NOON, Age.TODAY);
  }

  private Plan at(Instant moment) {
    Plan plan = planner.plan(memory, moment);
    memory.apply(plan);
    return plan;
  }

  private static Hold hold(String channel, String alertId, Hold.Reason reason) {
    return new Hold(new Address("chat/" + channel + "/1", "kim"), alertId, reason);
  }

  @Test
  void quiet_hours_hold_what_is_not_exempt() throws Exception {
    routing("quiet_hours: {from: \"10:00\", to: \"14:00\"}", "slack_configs: [{url_env: URL}]");
    take(Notices.raised("a1"));
    take(Notices.critical("a2", "other", "kim"));

    Plan plan = at(NOON.plusSeconds(5));
    assertThat(plan.due()).hasSize(1);
    Hold quiet = hold("slack", "a1", Hold.Reason.QUIET_HOURS);
    assertThat(plan.held()).containsExactly(quiet);
    assertThat(plan.heldUntil()).containsExactly(entry(quiet, NOON.plusSeconds(7200)));
    assertThat(at(NOON.plusSeconds(7200)).held()).isEmpty();
  }

  @Test
  void a_digest_holds_until_its_time_of_day() throws Exception {
    routing(
        "smtp: {host: mail, from: a@example.com}",
        "email_configs: [{to: [b@example.com], digest_at: \"18:00\"}]");
    take(Notices.raised("a1"));

    Hold digest = hold("email", "a1", Hold.Reason.DIGEST);
    assertThat(at(NOON.plusSeconds(5)).heldUntil())
        .containsExactly(entry(digest, Instant.parse("2026-03-04T18:00:00Z")));
    Plan evening = at(Instant.parse("2026-03-04T18:00:00Z"));
    assertThat(evening.due()).hasSize(1);
    assertThat(evening.held()).isEmpty();
  }

  @Test
  void a_limit_holds_what_is_more() throws Exception {
    routing("rate_limit: {notifications: 1, per: 1h}", "slack_configs: [{url_env: URL}]");
    take(Notices.raised("a1"));
    at(NOON.plusSeconds(5));
    take(Notices.about("b1", "other", "kim"));

    Hold limit = hold("slack", "b1", Hold.Reason.RATE_LIMIT);
    assertThat(at(NOON.plusSeconds(10)).heldUntil())
        .containsExactly(entry(limit, NOON.plusSeconds(3605)));
  }

  @Test
  void a_rehearsal_shows_once_what_is_held_back_and_until_when() throws Exception {
    routing("quiet_hours: {from: \"10:00\", to: \"14:00\"}", "slack_configs: [{url_env: URL}]");
    List<String> shown = new ArrayList<>();
    Rehearsal rehearsal =
        new Rehearsal(
            planner,
            new Rehearsal.Audience() {
              @Override
              public void told(Notification notification) {
                shown.add("told " + notification.told().size() + " at " + notification.plannedAt());
              }

              @Override
              public void held(Instant at, Hold hold, Notice notice, Optional<Instant> until) {
                shown.add(notice.alertId() + " " + hold.reason() + " until " + until.orElseThrow());
              }
            });

    rehearsal.take(Notices.raised("a1"), new AlertEntry.Position(0, 0), NOON, Age.TODAY);
    rehearsal.take(
        Notices.about("b1", "other", "kim"),
        new AlertEntry.Position(0, 1),
        NOON.plusSeconds(60),
        Age.TODAY);
    rehearsal.runTo(NOON.plusSeconds(120));
    assertThat(rehearsal.held()).hasSize(2);
    rehearsal.runTo(NOON.plusSeconds(7200));

    assertThat(shown)
        .containsExactly(
            "a1 QUIET_HOURS until 2026-03-04T14:00:00Z",
            "b1 QUIET_HOURS until 2026-03-04T14:00:00Z",
            "told 1 at 2026-03-04T14:00:00Z",
            "told 1 at 2026-03-04T14:00:00Z");
    assertThat(rehearsal.held()).isEmpty();
  }

  /** Ten looks a second, as the notifier does: a look at each record takes a storm for ever. */
  @Test
  void a_rehearsal_looks_as_often_as_the_notifier_does() throws Exception {
    routing("", "slack_configs: [{url_env: URL}]", "1ms");
    List<String> shown = new ArrayList<>();
    Rehearsal rehearsal =
        new Rehearsal(planner, told -> shown.add(told.told().size() + " at " + told.plannedAt()));
    Notice passing = Notices.about("passing", "acme", "kim");

    take(rehearsal, passing, 5);
    take(rehearsal, Notices.about("stays", "acme", "kim"), 50);
    take(rehearsal, Notices.at(passing, Step.RESOLVED, NOON.plusMillis(95)), 95);
    take(rehearsal, Notices.about("later", "other", "kim"), 150);
    rehearsal.runTo(NOON.plusMillis(160));

    assertThat(shown)
        .containsExactly("1 at 2026-03-04T12:00:00.100Z", "1 at 2026-03-04T12:00:00.160Z");
  }

  private void take(Rehearsal rehearsal, Notice notice, int millis) {
    rehearsal.take(
        notice, new AlertEntry.Position(0, offset++), NOON.plusMillis(millis), Age.TODAY);
  }

  @Test
  void what_waits_for_the_others_of_its_group_is_not_held() throws Exception {
    routing("", "slack_configs: [{url_env: URL}]");
    take(Notices.raised("a1"));

    Plan plan = at(NOON);
    assertThat(plan.due()).isEmpty();
    assertThat(plan.held()).isEmpty();
  }
}
