package dev.customerhealth.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.metrics.NotifierMeters;
import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.channel.Outcome;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.planning.Plan.Planned;
import dev.customerhealth.notify.reading.RoutingFile;
import dev.customerhealth.notify.routing.Routing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long what fails waits. */
class OutboxTest {
  private static final String TARGET = "all/slack/1";
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int ATTEMPTS = 8;

  @TempDir Path folder;

  private final HandClock clock = new HandClock(Notices.NOON);
  private NotifierMeters meters;
  private Routing routing;
  private Lanes lanes;
  private Outbox outbox;
  private Delivery inHand;

  @BeforeEach
  void open() throws Exception {
    routing =
        RoutingFile.read(
            Files.writeString(
                folder.resolve("routing.yml"),
                """
                version: 1
                retry: {first: 5s, longest: 1m, attempts: %d}
                receivers: [{name: all, slack_configs: [{url_env: URL}]}]
                route: {receiver: all}
                """
                    .formatted(ATTEMPTS)),
            Map.of("URL", "https://hooks.example.com/x"));
    meters = new NotifierMeters(routing.allTargets(), List.of());
    lanes = new Lanes(routing, clock, clock);
    outbox =
        new Outbox(NotifierTopics.of(TopicSettings.standard()), routing.retry(), lanes, meters);
  }

  @AfterEach
  void close() {
    meters.close();
  }

  private void add(String id) {
    Notification notification =
        new Notification(
            id,
            new Address(TARGET, "kim"),
            Notification.Kind.GROUP,
            new TreeMap<>(),
            List.of(new Told(Notices.raised("a1"), false)),
            0,
            clock.instant());
    outbox.add(new Planned(notification, "all", Map.of()), new NotifierLog.Batch());
  }

  private static Outcome later(Duration asked) {
    return new Outcome.TryLater("HTTP 500", Optional.ofNullable(asked));
  }

  /** Fails the only thing that is due; answers with how long it waits then. */
  private Duration fail(Outcome outcome) {
    Delivery due = outbox.due(clock.instant()).get(0);
    outbox.settle(new Courier.Result(due, outcome), clock.instant(), new NotifierLog.Batch());
    return untilDue();
  }

  /** Lets time pass until something is due, and takes it in hand; null when nothing ever is. */
  private Duration untilDue() {
    Duration step = Duration.ofMillis(10);
    for (Duration passed = Duration.ZERO;
        passed.compareTo(Duration.ofMinutes(6)) < 0;
        passed = passed.plus(step)) {
      List<Delivery> due = outbox.due(clock.instant());
      if (!due.isEmpty()) {
        inHand = due.get(0);
        return passed;
      }
      clock.move(step);
    }
    return null;
  }

  /** Waits of one notification until it is given up. */
  private List<Duration> waits(String id) {
    add(id);
    List<Duration> waits = new ArrayList<>();
    for (Duration wait = untilDue(); wait != null; wait = untilDue()) {
      waits.add(wait);
      outbox.settle(
          new Courier.Result(inHand, later(null)), clock.instant(), new NotifierLog.Batch());
    }
    return waits.subList(1, waits.size());
  }

  @Test
  void each_wait_is_longer_than_the_one_before_up_to_the_longest_and_chance_is_bounded() {
    for (int run = 0; run < 30; run++) {
      List<Duration> waits = waits("msg_" + run);

      assertThat(waits).as("run %s", run).hasSize(ATTEMPTS - 1);
      for (int at = 0; at < waits.size(); at++) {
        double middle = Math.min((double) LONGEST.toMillis(), 5_000 * Math.pow(2, at));
        assertThat((double) waits.get(at).toMillis())
            .as("wait %s of run %s", at, run)
            .isBetween(middle * 0.8 - 10, Math.min((double) LONGEST.toMillis(), middle * 1.2) + 10);
        if (at > 0 && middle < LONGEST.toMillis()) {
          assertThat(waits.get(at)).as("wait %s", at).isGreaterThan(waits.get(at - 1));
        }
      }
    }
  }

  /** As it lies in the retries when the process dies. */
  @Test
  void who_asked_for_patience_before_a_restart_gets_it_after_it_from_all_that_leads_there() {
    add("msg_1");
    fail(later(Duration.ofMinutes(3)));
    Delivery kept = LogJson.delivery(LogJson.bytes(inHand));
    lanes = new Lanes(routing, clock, clock);
    outbox =
        new Outbox(NotifierTopics.of(TopicSettings.standard()), routing.retry(), lanes, meters);
    clock.move(Duration.ofMinutes(-2));

    outbox.restore(kept);
    add("msg_2");

    assertThat(untilDue()).isBetween(Duration.ofMinutes(2), Duration.ofMillis(120_010));
  }

  @Test
  void a_failure_that_asked_for_nothing_holds_nothing_else_after_a_restart() {
    add("msg_1");
    fail(later(null));
    lanes = new Lanes(routing, clock, clock);
    outbox =
        new Outbox(NotifierTopics.of(TopicSettings.standard()), routing.retry(), lanes, meters);
    clock.move(Duration.ofSeconds(-5));

    outbox.restore(LogJson.delivery(LogJson.bytes(inHand)));
    add("msg_2");

    assertThat(outbox.due(clock.instant())).extracting(Delivery::id).containsExactly("msg_2");
  }

  @Test
  void chance_spreads_those_that_failed_together() {
    List<Duration> first = new ArrayList<>();
    for (int run = 0; run < 30; run++) {
      first.add(waits("msg_" + run).get(0));
    }

    assertThat(first.stream().distinct().count()).isGreaterThan(5);
  }

  @Test
  void what_failed_every_time_is_given_up() {
    waits("msg_1");

    assertThat(outbox.loads()).isEmpty();
    String labels = "{channel=\"slack\",target=\"" + TARGET + "\"}";
    assertThat(meters.scrape())
        .contains(
            "customer_health_notify_failed_total" + labels + " 8.0",
            "customer_health_notify_retried_total" + labels + " 7.0",
            "customer_health_notify_dead_letters_total" + labels + " 1.0");
  }

  @Test
  void a_wish_to_wait_that_is_longer_than_the_pause_counts() {
    add("msg_1");

    assertThat(fail(later(Duration.ofMinutes(5)))).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void a_wish_to_wait_that_is_shorter_does_not_shorten_the_pause() {
    add("msg_1");

    assertThat(fail(later(Duration.ofMillis(1)))).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void nothing_goes_where_patience_was_asked_for() {
    add("msg_1");
    lanes.of(routing.allTargets().get(0)).leaveAlone(Duration.ofSeconds(30));

    assertThat(outbox.due(clock.instant().plusMillis(29_999))).isEmpty();
    assertThat(outbox.due(clock.instant().plusSeconds(30))).hasSize(1);
  }

  /** What is handed over nobody can take back any more. */
  @Test
  void a_place_that_takes_one_a_second_is_handed_two_at_once_the_oldest_first() {
    for (int number = 1; number <= 5; number++) {
      add("msg_" + number);
    }
    List<Delivery> first = outbox.due(clock.instant());

    assertThat(first).extracting(Delivery::id).containsExactly("msg_1", "msg_2");
    assertThat(outbox.due(clock.instant())).as("both are in hand").isEmpty();
    outbox.settle(
        new Courier.Result(first.get(0), new Outcome.Delivered()),
        clock.instant(),
        new NotifierLog.Batch());
    assertThat(outbox.due(clock.instant())).extracting(Delivery::id).containsExactly("msg_3");
  }

  @Test
  void a_fast_place_is_handed_what_it_takes_in_a_second_and_the_log_a_hundred() throws Exception {
    routing =
        RoutingFile.read(
            Files.writeString(
                folder.resolve("fast.yml"),
                """
                version: 1
                receivers:
                  - name: all
                    slack_configs: [{url_env: URL, pause: 100ms}]
                    log_configs: [{}]
                route: {receiver: all}
                """),
            Map.of("URL", "https://hooks.example.com/x"));
    Lanes fast = new Lanes(routing, clock, clock);

    assertThat(fast.mostInHand("all/slack/1")).isEqualTo(10);
    assertThat(fast.mostInHand("all/log/1")).isEqualTo(100);
  }

  /** Without retry in the routing file, as most are; chance may take a fifth off every pause. */
  @Test
  void by_default_an_outage_of_nearly_a_day_is_outlasted_and_a_longer_one_comes_to_an_end()
      throws Exception {
    Routing standard =
        RoutingFile.read(
            Files.writeString(
                folder.resolve("standard.yml"),
                """
                version: 1
                receivers: [{name: all, slack_configs: [{url_env: URL}]}]
                route: {receiver: all}
                """),
            Map.of("URL", "https://hooks.example.com/x"));
    outbox =
        new Outbox(NotifierTopics.of(TopicSettings.standard()), standard.retry(), lanes, meters);
    add("msg_1");
    Instant at = clock.instant();
    Instant farOff = at.plus(Duration.ofDays(30));
    for (List<Delivery> due = outbox.due(farOff); !due.isEmpty(); due = outbox.due(farOff)) {
      at = due.get(0).notBefore();
      outbox.settle(new Courier.Result(due.get(0), later(null)), at, new NotifierLog.Batch());
    }

    assertThat(Duration.between(clock.instant(), at))
        .isBetween(Duration.ofHours(20), Duration.ofHours(27));
  }

  @Test
  void what_is_in_hand_is_not_handed_over_again_until_something_came_of_it() {
    add("msg_1");
    Delivery taken = outbox.due(clock.instant()).get(0);

    assertThat(outbox.due(clock.instant())).isEmpty();
    outbox.settle(
        new Courier.Result(taken, new Outcome.NotTried()),
        clock.instant(),
        new NotifierLog.Batch());
    assertThat(outbox.due(clock.instant()))
        .as("an attempt that was not made costs none")
        .containsExactly(taken);
  }
}
