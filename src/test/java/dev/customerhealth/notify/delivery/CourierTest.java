package dev.customerhealth.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.channel.Channel;
import dev.customerhealth.notify.channel.Outcome;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.reading.RoutingFile;
import dev.customerhealth.notify.routing.Endpoint;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Target;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How fast providers are spoken to. Time passes only where a courier waits. */
class CourierTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ONE", "https://hooks.example.com/one",
          "SAME", "https://HOOKS.example.com:443/one",
          "OTHER", "https://hooks.example.com/other",
          "KEY", "key-1",
          "SAME_KEY", "key-1",
          "OTHER_KEY", "key-2",
          "SIGNING", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  @TempDir Path folder;

  private final HandClock clock = new HandClock(Notices.NOON);
  private final ConcurrentLinkedQueue<Courier.Result> results = new ConcurrentLinkedQueue<>();
  private final List<Instant> times = new CopyOnWriteArrayList<>();
  private final Map<String, Courier> couriers = new LinkedHashMap<>();
  private Lanes lanes;

  @AfterEach
  void end() {
    couriers.values().forEach(Courier::finish);
    couriers.values().forEach(courier -> courier.awaitEnd(Duration.ZERO));
  }

  /** Couriers of the channels of two receivers, whose attempts all come to the same. */
  private void couriers(String one, String other, Outcome outcome) throws Exception {
    Routing routing =
        RoutingFile.read(
            Files.writeString(
                folder.resolve("routing.yml"),
                """
                version: 1
                smtp: {host: mail, from: health@example.com, encryption: none}
                receivers:
                  - name: one
                    %s
                  - name: other
                    %s
                route: {receiver: one, routes: [{receiver: other}]}
                """
                    .formatted(one, other)),
            ENVIRONMENT);
    lanes = new Lanes(routing, clock, clock);
    Channel channel =
        (notification, message, now) -> {
          times.add(now);
          return outcome;
        };
    for (Target target : routing.allTargets()) {
      couriers.put(target.id(), new Courier(target, channel, lanes.of(target), results));
    }
  }

  private void carry(int each) {
    int before = results.size();
    for (int number = 0; number < each; number++) {
      couriers.forEach(CourierTest::carry);
    }
    awaitResults(before + each * couriers.size());
  }

  private static void carry(String targetId, Courier courier) {
    courier.carry(
        Delivery.planned(
            new Notification(
                "msg_1",
                new Address(targetId, "kim"),
                Notification.Kind.GROUP,
                new TreeMap<>(),
                List.of(new Told(Notices.raised("a1"), false)),
                0,
                Notices.NOON)));
  }

  private void awaitResults(int count) {
    Awaitility.await(count + " results")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> results.size() == count);
  }

  private List<Duration> gaps() {
    List<Instant> inTurn = times.stream().sorted().toList();
    List<Duration> gaps = new ArrayList<>();
    for (int at = 1; at < inTurn.size(); at++) {
      gaps.add(Duration.between(inTurn.get(at - 1), inTurn.get(at)));
    }
    return gaps;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slack_configs: [{url_env: ONE}] | 1000",
        "msteams_configs: [{url_env: ONE}] | 250",
        "pagerduty_configs: [{routing_key_env: KEY}] | 500",
        "webhook_configs: [{url_env: ONE, signing_secret_env: SIGNING}] | 100",
        "cloudevents_configs: [{url_env: ONE}] | 100",
        "alertmanager_configs: [{url_env: ONE}] | 100",
        "email_configs: [{to: [a@example.com]}] | 2000",
        "log_configs: [{}] | 0",
        "slack_configs: [{url_env: ONE, pause: 3s}] | 3000",
        "email_configs: [{to: [a@example.com], pause: 40ms}] | 40",
      })
  void two_receivers_that_lead_to_one_place_keep_its_rate_between_them(String channel, long millis)
      throws Exception {
    couriers(channel, channel, new Outcome.Delivered());
    carry(3);

    assertThat(gaps()).hasSize(5).containsOnly(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slack_configs: [{url_env: ONE}] | slack_configs: [{url_env: SAME}]",
        "pagerduty_configs: [{routing_key_env: KEY}]"
            + " | pagerduty_configs: [{routing_key_env: SAME_KEY}]",
        "email_configs: [{to: [a@example.com]}] | email_configs: [{to: [b@example.com]}]",
        "cloudevents_configs: [{url_env: ONE}] | cloudevents_configs: [{url_env: SAME}]",
      })
  void a_place_is_the_same_however_it_is_written_and_whoever_is_meant(String one, String other)
      throws Exception {
    couriers(one, other, new Outcome.Delivered());
    carry(1);

    assertThat(gaps()).hasSize(1).doesNotContain(Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slack_configs: [{url_env: ONE}] | slack_configs: [{url_env: OTHER}]",
        "pagerduty_configs: [{routing_key_env: KEY}]"
            + " | pagerduty_configs: [{routing_key_env: OTHER_KEY}]",
      })
  void two_places_do_not_wait_for_each_other(String one, String other) throws Exception {
    couriers(one, other, new Outcome.Delivered());
    carry(1);

    assertThat(clock.sleeps()).isEmpty();
    assertThat(times).hasSize(2);
  }

  @Test
  void of_two_pauses_for_one_place_the_longer_counts() throws Exception {
    couriers(
        "slack_configs: [{url_env: ONE, pause: 2s}]",
        "slack_configs: [{url_env: ONE}]",
        new Outcome.Delivered());
    carry(2);

    assertThat(gaps()).containsOnly(Duration.ofSeconds(2));
  }

  @Test
  void the_rate_is_kept_also_after_a_failure() throws Exception {
    couriers(
        "slack_configs: [{url_env: ONE}]",
        "log_configs: [{}]",
        new Outcome.TryLater("HTTP 500", Optional.empty()));
    couriers.keySet().removeIf(target -> target.contains("log"));
    carry(3);

    assertThat(gaps()).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void what_went_long_ago_makes_nothing_wait() throws Exception {
    couriers(
        "slack_configs: [{url_env: ONE}]",
        "slack_configs: [{url_env: OTHER}]",
        new Outcome.Delivered());
    carry(1);
    clock.move(Duration.ofSeconds(1));
    carry(1);

    assertThat(clock.sleeps()).isEmpty();
  }

  @Test
  void a_clock_that_was_put_back_costs_one_pause() throws Exception {
    couriers(
        "slack_configs: [{url_env: ONE}]",
        "slack_configs: [{url_env: OTHER}]",
        new Outcome.Delivered());
    couriers.keySet().removeIf(target -> target.startsWith("other"));
    carry(1);
    clock.move(Duration.ofHours(-1));
    carry(1);

    assertThat(clock.sleeps()).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void who_asks_for_patience_gets_it_from_every_channel_that_leads_there() throws Exception {
    couriers(
        "slack_configs: [{url_env: ONE}]",
        "slack_configs: [{url_env: ONE}]",
        new Outcome.TryLater("HTTP 429", Optional.of(Duration.ofMinutes(2))));
    couriers.entrySet().stream()
        .findFirst()
        .ifPresent(first -> carry(first.getKey(), first.getValue()));
    awaitResults(1);
    carry(1);

    assertThat(times).as("attempts").hasSize(1);
    assertThat(results)
        .extracting(Courier.Result::outcome)
        .filteredOn(outcome -> outcome instanceof Outcome.NotTried)
        .hasSize(2);
    Instant asked = times.get(0).plus(Duration.ofMinutes(2));
    for (String target : couriers.keySet()) {
      assertThat(lanes.leftAlone(target, asked.minusMillis(1))).as(target).isTrue();
      assertThat(lanes.leftAlone(target, asked)).as(target).isFalse();
    }
  }

  @Test
  void a_place_beside_the_one_that_asked_for_patience_is_told() throws Exception {
    couriers(
        "slack_configs: [{url_env: ONE}]",
        "slack_configs: [{url_env: OTHER}]",
        new Outcome.TryLater("HTTP 429", Optional.of(Duration.ofMinutes(2))));
    carry(1);

    assertThat(times).hasSize(2);
  }

  @Test
  void a_place_never_prints_the_secret_it_is_known_by() {
    assertThat(new Endpoint("https://x/hush").toString()).doesNotContain("hush");
  }
}
