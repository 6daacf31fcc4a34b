package dev.customerhealth.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.Age;
import dev.customerhealth.notify.planning.AlertEntry;
import dev.customerhealth.notify.planning.Arrivals.Silence;
import dev.customerhealth.notify.planning.Mark;
import dev.customerhealth.notify.planning.Memory;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.planning.Plan;
import dev.customerhealth.notify.planning.Planner;
import dev.customerhealth.notify.planning.RateUse;
import dev.customerhealth.notify.planning.Reader;
import dev.customerhealth.notify.reading.RoutingFile;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.wire.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the notifier writes down is what it reads after a restart. */
class LogJsonTest {
  private static final Address KIM = new Address("chat/slack/1", "kim");
  private static final Address LEE = new Address("chat/slack/1", "");

  @TempDir Path folder;

  static List<Notice> notices() {
    List<Notice> notices = new ArrayList<>();
    notices.add(Notices.hostile("a1"));
    for (Step step : Step.values()) {
      notices.add(Notices.at(Notices.raised("a1"), step, Notices.NOON.plusMillis(7)));
    }
    Notices.namesOfAllKinds().stream()
        .filter(name -> !name.endsWith("\uD83D"))
        .forEach(name -> notices.add(Notices.saying(name)));
    return notices;
  }

  private static Notification notification(Notice notice) {
    return new Notification(
        "msg_1",
        KIM,
        Notification.Kind.OVERFLOW,
        new TreeMap<>(Map.of("csm", "kim", "account", "a|b=c\"")),
        List.of(new Told(notice, false), new Told(notice, true)),
        3,
        Notices.NOON.plusNanos(1_000));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("notices")
  void an_alert_and_what_was_told_of_it(Notice notice) {
    Map<Address, Mark> marks = new LinkedHashMap<>();
    marks.put(KIM, new Mark(Step.RAISED, Notices.NOON, Notices.NOON.plusSeconds(30), "g|kim"));
    marks.put(LEE, new Mark(notice.step(), notice.at(), Notices.NOON.plusSeconds(31), "g|"));
    AlertEntry.Position place = new AlertEntry.Position(11, 1L << 40);
    AlertEntry full =
        new AlertEntry(
            notice, Notices.NOON, place, Age.HISTORY, marks, Notices.NOON.plusSeconds(9));
    AlertEntry bare = new AlertEntry(notice, Notices.NOON, place, Age.TODAY, Map.of(), null);
    AlertEntry late = new AlertEntry(notice, Notices.NOON, place, Age.OUTAGE, Map.of(), null);

    assertThat(LogJson.entry(LogJson.bytes(full))).isEqualTo(full);
    assertThat(LogJson.entry(LogJson.bytes(bare))).isEqualTo(bare);
    assertThat(LogJson.entry(LogJson.bytes(late))).isEqualTo(late);
  }

  @ParameterizedTest
  @MethodSource("notices")
  void a_delivery_on_its_way(Notice notice) {
    Delivery planned = Delivery.planned(notification(notice));
    Delivery failed = planned.failed("HTTP 500", Notices.NOON.plusSeconds(90));

    assertThat(LogJson.delivery(LogJson.bytes(planned))).isEqualTo(planned);
    assertThat(LogJson.delivery(LogJson.bytes(failed))).isEqualTo(failed);
    assertThat(LogJson.delivery(LogJson.bytes(failed.again(Notices.NOON))))
        .isEqualTo(failed.again(Notices.NOON));
  }

  @Test
  void when_alerts_came_last_and_when_none_did_for_long() {
    Silence none = new Silence(Notices.NOON, null, null);
    Silence one =
        new Silence(Notices.NOON, Notices.NOON.minusSeconds(90_000), Notices.NOON.minusMillis(1));

    assertThat(LogJson.silence(LogJson.bytes(none))).isEqualTo(none);
    assertThat(LogJson.silence(LogJson.bytes(one))).isEqualTo(one);
  }

  @Test
  void how_much_somebody_was_told() {
    RateUse use = new RateUse(List.of(Notices.NOON, Notices.NOON.plusMillis(3)), true);

    Reader lee = Reader.csm("lee");
    Reader others = new Reader(Optional.of("chat/slack/1"), "lee");

    assertThat(LogJson.use(LogJson.bytes(lee, use))).isEqualTo(use);
    assertThat(LogJson.reader(LogJson.bytes(lee, use))).isEqualTo(lee);
    assertThat(LogJson.reader(LogJson.bytes(others, use))).isEqualTo(others);
    assertThat(LogJson.use(LogJson.bytes(lee, RateUse.NONE))).isEqualTo(RateUse.NONE);
  }

  @Test
  void what_was_counted_for_each_channel_of_a_csm_comes_together() throws Exception {
    Routing routing =
        RoutingFile.read(
            Files.writeString(
                folder.resolve("own.yml"),
                """
                version: 1
                smtp: {host: mail, from: a@example.com}
                people: [{id: kim, email: kim@example.com}]
                receivers:
                  - name: c
                    slack_configs: [{url_env: URL, to_owner: true}, {url_env: URL}]
                    email_configs: [{to: [kim@example.com]}]
                route: {receiver: c}
                """),
            Map.of("URL", "https://hooks.example.com/x"));
    Memory memory = new Memory();
    String ofOne =
        "{\"version\":1,\"target\":\"%s\",\"csm\":\"kim\",\"overflowing\":%s,\"times\":[%s]}";
    byte[] chat =
        ofOne
            .formatted("c/slack/1", false, "\"2026-03-04T12:00:00Z\",\"2026-03-04T12:02:00Z\"")
            .getBytes(StandardCharsets.UTF_8);
    byte[] mail =
        ofOne
            .formatted("c/email/1", true, "\"2026-03-04T12:01:00Z\",\"2026-03-04T12:02:00Z\"")
            .getBytes(StandardCharsets.UTF_8);
    byte[] team =
        ofOne
            .formatted("c/slack/2", false, "\"2026-03-04T12:03:00Z\"")
            .getBytes(StandardCharsets.UTF_8);
    ActiveNotifier.restore(memory, routing, "rate/c/slack/1/kim", chat);
    ActiveNotifier.restore(memory, routing, "rate/c/email/1/kim", mail);
    ActiveNotifier.restore(memory, routing, "rate/c/slack/2/kim", team);

    assertThat(memory.rate(new Reader(Optional.of("c/slack/2"), "kim")).times())
        .containsExactly(Notices.NOON.plusSeconds(180));
    assertThat(memory.rate(Reader.csm("kim")))
        .isEqualTo(
            new RateUse(
                List.of(Notices.NOON, Notices.NOON.plusSeconds(60), Notices.NOON.plusSeconds(120)),
                true));
  }

  @Test
  void a_dead_letter_and_what_became_of_it() {
    Delivery failed =
        Delivery.planned(notification(Notices.raised("a1"))).failed("HTTP 500", Notices.NOON);
    Instant end = Notices.NOON.plusSeconds(100);
    byte[] dead = LogJson.deadLetter(failed, "HTTP 410", end);
    byte[] became = LogJson.became(failed, "DELIVERED", end);

    assertThat(LogJson.isDelivery(dead)).isTrue();
    assertThat(LogJson.reason(dead)).isEqualTo("HTTP 410");
    assertThat(LogJson.givenUpAt(dead)).isEqualTo(end);
    assertThat(LogJson.outcome(dead)).isEmpty();
    assertThat(LogJson.outcome(became)).contains("DELIVERED");
    assertThat(LogJson.givenUp(dead).notification()).isEqualTo(failed.notification());
    byte[] unreadable = LogJson.unreadable("health-alerts", 3, 7, "cannot be decoded", end);
    assertThat(LogJson.isDelivery(unreadable)).isFalse();
    assertThat(text(unreadable)).contains("\"partition\":3", "\"offset\":7");
  }

  @Test
  void that_something_was_delivered() {
    byte[] bytes =
        LogJson.delivered(Delivery.planned(notification(Notices.raised("a1"))), Notices.NOON);

    assertThat(LogJson.deliveredAt(bytes)).isEqualTo(Notices.NOON);
    assertThat(text(bytes)).contains("\"target\":\"chat/slack/1\"", "\"attempts\":1", "\"a1\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "no JSON",
        "",
        "{\"version\":0}",
        "{\"version\":\"2\"}",
        "{\"version\":1,\"times\":[\"yesterday\"]}"
      })
  void what_somebody_else_wrote_cannot_be_read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> LogJson.use(bytes)).isInstanceOf(UndecodableRecordException.class);
  }

  @Test
  void what_a_newer_version_wrote_is_told_apart_from_it() {
    byte[] bytes = "{\"version\":2}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> LogJson.use(bytes))
        .isInstanceOf(NewerLogException.class)
        .hasMessageContainingAll("version 2", "version 1");
  }

  @Test
  void fields_of_a_later_version_are_passed_over() {
    String text =
        text(LogJson.bytes(Reader.csm("kim"), RateUse.NONE)).replaceFirst("\\{", "{\"later\":[1],");

    assertThat(LogJson.use(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(RateUse.NONE);
  }

  /** The log, of which every key keeps its latest value. */
  private final Map<String, byte[]> log = new LinkedHashMap<>();

  /** A memory as a restart makes it: only from what was written down. */
  private Memory restarted(Memory before, Routing routing) {
    for (AlertEntry entry : before.alerts()) {
      log.put("alert/" + entry.notice().alertId(), LogJson.bytes(entry));
    }
    for (Reader reader : before.takeChangedRates()) {
      log.put(ActiveNotifier.key(reader), LogJson.bytes(reader, before.rate(reader)));
    }
    Memory after = new Memory();
    log.forEach(
        (key, value) ->
            assertThat(ActiveNotifier.restore(after, routing, key, value)).as(key).isTrue());
    return after;
  }

  @Test
  void the_limit_of_a_csm_and_what_waits_for_the_digest_outlive_restarts() throws Exception {
    Routing routing =
        RoutingFile.read(
            Files.writeString(
                folder.resolve("routing.yml"),
                """
                version: 1
                rate_limit: {notifications: 2, per: 1h}
                receivers: [{name: chat, slack_configs: [{url_env: URL}]}]
                route: {receiver: chat, group_wait: 1s}
                """),
            Map.of("URL", "https://hooks.example.com/x"));
    Planner planner = new Planner(routing);
    Memory memory = new Memory();
    Instant now = Notices.NOON;
    for (int account = 1; account <= 2; account++) {
      now = now.plusSeconds(10);
      take(memory, account, now);
      assertThat(look(planner, memory, now.plusSeconds(1))).hasSize(1);
    }
    memory = restarted(memory, routing);
    for (int account = 3; account <= 4; account++) {
      now = now.plusSeconds(10);
      take(memory, account, now);
      assertThat(look(planner, memory, now.plusSeconds(1))).as("above the limit").isEmpty();
      memory = restarted(memory, routing);
    }
    Instant room = Notices.NOON.plusSeconds(11).plus(Duration.ofHours(1));

    assertThat(look(planner, memory, room.minusSeconds(1))).isEmpty();
    assertThat(look(planner, memory, room))
        .singleElement()
        .satisfies(
            digest -> {
              assertThat(digest.kind()).isEqualTo(Notification.Kind.OVERFLOW);
              assertThat(digest.told()).hasSize(2);
            });
    assertThat(look(planner, restarted(memory, routing), room.plusSeconds(1))).isEmpty();
  }

  private static void take(Memory memory, int account, Instant at) {
    memory.take(
        Notices.about("a" + account, "account-" + account, "kim"),
        new AlertEntry.Position(0, account),
        at,
        Age.TODAY);
  }

  private static List<Notification> look(Planner planner, Memory memory, Instant now) {
    Plan plan = planner.plan(memory, now);
    memory.apply(plan);
    return plan.due().stream().map(Plan.Planned::notification).toList();
  }
}
