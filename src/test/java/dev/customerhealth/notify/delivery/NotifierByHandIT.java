package dev.customerhealth.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.standardwebhooks.Webhook;
import dev.customerhealth.avro.AlertState;
import dev.customerhealth.notify.channel.HttpSink;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole notifier on a real broker, by a clock that stands still until a test moves it. */
class NotifierByHandIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String CHANNEL = "{channel=\"webhook\",target=\"all/webhook/1\"} ";
  private static final String RULE = "rule=\"score-drop-7d\"";
  @RegisterExtension static final NotifierFixture fixture = new NotifierFixture();

  /** Stands where it is now, because receivers refuse signatures of another hour. */
  private final HandClock clock = new HandClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

  private GreenMail mail;

  @AfterEach
  void stopMail() {
    if (mail != null) {
      mail.stop();
    }
  }

  /** Waits until a step of an alert was taken in; nothing is told before the clock is moved. */
  private static void awaitTaken(String alertId, AlertState step) {
    Awaitility.await(alertId + " " + step + " taken in")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                fixture.texts(NotifierFixture.OWN.log()).stream()
                    .anyMatch(
                        text ->
                            text.startsWith("alert/" + alertId + " ")
                                && text.contains("\"step\":\"" + step + "\",\"severity\"")));
  }

  /** Waits until something is written down as having failed so often. */
  private static void awaitFailures(int attempts) {
    Awaitility.await(attempts + " failures written down")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                fixture.texts(NotifierFixture.OWN.retries()).stream()
                    .anyMatch(text -> text.contains("\"attempts\":" + attempts + ",")));
  }

  private static void awaitNothingToRetry() {
    Awaitility.await("what waited to be dropped")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              List<String> texts = fixture.texts(NotifierFixture.OWN.retries());
              return texts.get(texts.size() - 1).endsWith(" gone");
            });
  }

  private static void assertToldInTurn(String... steps) {
    assertThat(fixture.sink().requests("/a"))
        .extracting(HttpSink.Request::body)
        .hasSize(steps.length)
        .zipSatisfy(List.of(steps), (body, step) -> assertThat(body).contains(step));
  }

  private void raiseAndAwait(String alertId, String account) {
    fixture.raise(alertId, account);
    awaitTaken(alertId, AlertState.RAISED);
  }

  private void passGroupTimes() {
    clock.move(Duration.ofSeconds(1));
  }

  private static List<JsonNode> told() throws Exception {
    List<JsonNode> told = new ArrayList<>();
    for (HttpSink.Request request : fixture.sink().requests("/a")) {
      told.add(new ObjectMapper().readTree(request.body()).path("data"));
    }
    return told;
  }

  @Test
  void alerts_of_one_account_within_the_bundling_time_are_one_notification() throws Exception {
    fixture.start(fixture.routing("A"), clock);
    raiseAndAwait("one", "acme");
    clock.move(Duration.ofMillis(60));
    raiseAndAwait("two", "acme");
    raiseAndAwait("three", "acme");
    raiseAndAwait("four", "other");
    assertThat(fixture.sink().requests()).as("told before its time").isEmpty();
    passGroupTimes();
    fixture.awaitInLog("delivered/", 2);

    assertThat(told())
        .extracting(data -> data.path("alerts").findValuesAsText("alert_id"))
        .containsExactlyInAnyOrder(List.of("one", "two", "three"), List.of("four"));
  }

  @Test
  void a_new_csm_is_told_what_is_open_and_both_hear_of_its_end() throws Exception {
    Instant at = Instant.now();
    fixture.start(fixture.routing("A"), clock);
    raiseAndAwait("one", "acme");
    passGroupTimes();
    fixture.awaitInLog("delivered/", 1);
    fixture.send("one", "acme", "lee", AlertState.RAISED, at, at.plusSeconds(1));
    passGroupTimes();
    fixture.awaitInLog("alert/", 3);
    passGroupTimes();
    fixture.awaitInLog("delivered/", 2);
    fixture.send("one", "acme", "lee", AlertState.RESOLVED, at, at.plusSeconds(2));
    awaitTaken("one", AlertState.RESOLVED);
    passGroupTimes();
    fixture.awaitInLog("delivered/", 4);

    assertThat(told())
        .extracting(
            data -> data.at("/group/csm").asText() + " " + data.at("/alerts/0/step").asText())
        .startsWith("kim RAISED", "lee RAISED")
        .containsExactlyInAnyOrder("kim RAISED", "lee RAISED", "kim RESOLVED", "lee RESOLVED");
  }

  /** The service was away for six days, with a restart of the notifier in between. */
  @Test
  void after_an_outage_longer_than_what_is_history_the_rest_is_told_when_all_of_it_came()
      throws Exception {
    Instant now = Instant.now();
    Instant before = now.minus(Duration.ofDays(6));
    // Behind, so that it stays within what receivers take for now.
    clock.move(Duration.ofMinutes(-4));
    fixture.letRecordsSayWhenTheyCame();
    NotifierFixture.Running first = fixture.start(fixture.routing("A"), clock);
    fixture.sendAppended("before", "acme", AlertState.RAISED, before, before);
    awaitTaken("before", AlertState.RAISED);
    fixture.sendAppended("stays", "big", AlertState.RAISED, before.plus(Duration.ofDays(3)), now);
    fixture.sendAppended(
        "passing", "other", AlertState.RAISED, before.plus(Duration.ofDays(2)), now);
    fixture.sendAppended("old", "third", AlertState.RAISED, before.minus(Duration.ofDays(9)), now);
    for (String alert : List.of("stays", "passing", "old")) {
      awaitTaken(alert, AlertState.RAISED);
    }
    passGroupTimes();
    fixture.awaitInLog("delivered/", 1);
    first.end();

    NotifierFixture.Running second = fixture.start(fixture.routing("A"), clock);
    Instant later = now.plusSeconds(1);
    fixture.sendAppended(
        "passing", "other", AlertState.RESOLVED, before.plus(Duration.ofDays(4)), later);
    fixture.sendAppended(
        "more", "fourth", AlertState.RAISED, before.plus(Duration.ofDays(4)), later);
    awaitTaken("more", AlertState.RAISED);
    passGroupTimes();
    raiseAndAwait("fresh", "fifth");
    passGroupTimes();
    fixture.awaitInLog("delivered/", 2);
    assertThat(told())
        .extracting(data -> data.at("/alerts/0/alert_id").asText())
        .as("what waits for the rest of the backlog is not told yet")
        .containsExactly("before", "fresh");
    awaitMeters(
        second,
        "notify_holding{channel=\"webhook\",reason=\"backlog\",target=\"all/webhook/1\"} 2.0");
    clock.move(Duration.ofMinutes(5));
    fixture.awaitInLog("delivered/", 4);

    assertThat(told())
        .extracting(data -> data.at("/alerts/0/alert_id").asText())
        .containsExactlyInAnyOrder("before", "fresh", "stays", "more");
    assertThat(told())
        .extracting(data -> data.at("/alerts/0/step").asText())
        .containsOnly("RAISED");
  }

  @Test
  void an_alert_of_a_transaction_that_was_aborted_is_told_nobody() throws Exception {
    fixture.start(fixture.routing("A"), clock);
    fixture.raiseAndAbort("ghost", "acme");
    raiseAndAwait("one", "acme");
    passGroupTimes();
    fixture.awaitInLog("delivered/", 1);

    assertThat(told()).hasSize(1);
    assertThat(fixture.sink().requests().get(0).body()).contains("\"one\"").doesNotContain("ghost");
    assertThat(fixture.texts(NotifierFixture.OWN.log())).noneMatch(text -> text.contains("ghost"));
    assertThat(fixture.texts(NotifierFixture.OWN.deadLetters())).isEmpty();
  }

  @Test
  void every_step_and_every_attempt_is_counted_once() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    fixture
        .sink()
        .behave(
            (request, exchange) ->
                HttpSink.status(
                        switch (calls.incrementAndGet()) {
                          case 1 -> 500;
                          case 5 -> 400;
                          default -> 200;
                        })
                    .answer(request, exchange));
    Instant raised = Instant.now();
    NotifierFixture.Running first = fixture.start(fixture.routing("A"), clock);
    fixture.send("one", "acme", "kim", AlertState.RAISED, raised, raised);
    awaitTaken("one", AlertState.RAISED);
    passGroupTimes();
    Awaitility.await("a failure to be written down")
        .atMost(LIMIT)
        .until(() -> !fixture.texts(NotifierFixture.OWN.retries()).isEmpty());
    passGroupTimes();
    fixture.awaitInLog("delivered/", 1);
    Instant later = raised.plusSeconds(90);
    fixture.send("one", "acme", "kim", AlertState.ACKNOWLEDGED, raised, later);
    awaitTaken("one", AlertState.ACKNOWLEDGED);
    passGroupTimes();
    fixture.awaitInLog("delivered/", 2);
    fixture.send("one", "acme", "kim", AlertState.RESOLVED, raised, later.plusSeconds(1));
    awaitTaken("one", AlertState.RESOLVED);
    passGroupTimes();
    fixture.awaitInLog("delivered/", 3);
    raiseAndAwait("two", "other");
    passGroupTimes();
    Awaitility.await("a dead letter")
        .atMost(LIMIT)
        .until(() -> !fixture.texts(NotifierFixture.OWN.deadLetters()).isEmpty());

    String[] exactly = {
      "notify_sent_total" + CHANNEL + "3.0",
      "notify_failed_total" + CHANNEL + "2.0",
      "notify_retried_total" + CHANNEL + "1.0",
      "notify_dead_letters_total" + CHANNEL + "1.0",
      "notify_overtaken_total" + CHANNEL + "0.0",
      "notify_redriven_total" + CHANNEL + "0.0",
      "notify_alerts_total{step=\"raised\"} 2.0",
      "notify_alerts_total{step=\"acknowledged\"} 1.0",
      "notify_alerts_total{step=\"resolved\"} 1.0",
      "notify_alerts_total{step=\"escalated\"} 0.0",
      "notify_alerts_history_total 0.0",
      "notify_open_alerts 1.0",
      "alert_quality_raised_total{" + RULE + "} 2.0",
      "alert_quality_acknowledged_total{" + RULE + "} 1.0",
      "alert_quality_resolved_total{after=\"acknowledged\"," + RULE + "} 1.0",
      "alert_quality_resolved_total{after=\"itself\"," + RULE + "} 0.0",
      "alert_quality_time_to_acknowledge_seconds_count{" + RULE + "} 1",
      "alert_quality_time_to_acknowledge_seconds_sum{" + RULE + "} 90.0",
    };
    awaitMeters(first, exactly);
    first.end();
    NotifierFixture.Running second = fixture.start(fixture.routing("A"), clock);
    raiseAndAwait("three", "third");
    // What was committed is not counted again by the next process.
    awaitMeters(
        second,
        "notify_sent_total" + CHANNEL + "0.0",
        "notify_alerts_total{step=\"raised\"} 1.0",
        "alert_quality_raised_total{" + RULE + "} 1.0",
        "alert_quality_acknowledged_total{" + RULE + "} 0.0");
  }

  /** A step is counted after its commit, which a reader may see a moment before. */
  private static void awaitMeters(NotifierFixture.Running running, String... lines) {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        running
                            .meters()
                            .scrape()
                            .lines()
                            .map(line -> line.replace("customer_health_", "")))
                    .contains(lines));
  }

  @Test
  void a_receiver_that_hangs_does_not_hold_another_and_what_arrives_is_signed() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    fixture
        .sink()
        .behave(
            (request, exchange) -> {
              if (request.path().equals("/a")) {
                over.await();
              }
              HttpSink.status(200).answer(request, exchange);
            });
    fixture.startPatient(fixture.routing("A", "B"), clock);
    try {
      raiseAndAwait("one", "acme");
      passGroupTimes();
      fixture.awaitRequests("/a", 1);
      raiseAndAwait("two", "other");
      passGroupTimes();
      fixture.awaitInLog("delivered/", 2);

      assertThat(fixture.sink().requests("/a")).as("still under way").hasSize(1);
      assertThat(fixture.sink().requests("/b")).hasSize(2);
      HttpSink.Request request = fixture.sink().requests("/b").get(0);
      assertThatCode(
              () -> new Webhook(NotifierFixture.SIGNING).verify(request.body(), request.headers()))
          .doesNotThrowAnyException();
    } finally {
      over.countDown();
    }
  }

  /** One is under way, one is handed over, and the third can still be taken back. */
  @Test
  void what_ends_while_it_waits_for_the_rate_of_its_receiver_is_never_told() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    fixture
        .sink()
        .behave(
            (request, exchange) -> {
              over.await();
              HttpSink.status(200).answer(request, exchange);
            });
    Path routing = fixture.routing("A");
    Files.writeString(
        routing, Files.readString(routing).replace("private: true", "private: true, pause: 1s"));
    fixture.startPatient(routing, clock);
    try {
      for (String alert : List.of("one", "two", "three", "four")) {
        raiseAndAwait(alert, "of-" + alert);
        passGroupTimes();
        fixture.awaitInLog("delivery/", 1);
      }
      fixture.awaitRequests("/a", 1);
      awaitPlanned("four");
      fixture.send("three", "of-three", AlertState.RESOLVED, Instant.now());
      awaitTaken("three", AlertState.RESOLVED);
    } finally {
      over.countDown();
    }
    passGroupTimes();
    fixture.awaitInLog("delivered/", 3);

    assertThat(told())
        .extracting(data -> data.at("/alerts/0/alert_id").asText())
        .containsExactly("one", "two", "four");
    assertThat(fixture.texts(NotifierFixture.OWN.log()))
        .as("the beginning is gone from the log, too")
        .filteredOn(text -> text.startsWith("delivery/") && text.endsWith(" gone"))
        .hasSize(4);
  }

  private static void awaitPlanned(String alertId) {
    Awaitility.await(alertId + " planned")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                fixture.texts(NotifierFixture.OWN.log()).stream()
                    .anyMatch(
                        text ->
                            text.startsWith("delivery/")
                                && text.contains("\"alert_id\":\"" + alertId + "\"")));
  }

  @Test
  void what_fails_is_given_up_after_all_its_attempts_also_when_a_restart_comes_between()
      throws Exception {
    AtomicInteger calls = new AtomicInteger();
    fixture
        .sink()
        .behave(
            (request, exchange) -> {
              boolean patience = calls.incrementAndGet() == 2;
              (patience ? HttpSink.status(429, "Retry-After", "4") : HttpSink.status(500))
                  .answer(request, exchange);
            });
    Path routing = fixture.routing("A");
    NotifierFixture.Running first = fixture.start(routing, clock);
    raiseAndAwait("one", "acme");
    passGroupTimes();
    awaitFailures(1);
    clock.move(Duration.ofSeconds(1));
    awaitFailures(2);
    first.end();
    assertThat(fixture.idsAt("/a")).as("attempts before the restart").hasSize(2);

    fixture.start(routing, clock);
    clock.move(Duration.ofSeconds(4));
    for (int attempts = 3; attempts < 5; attempts++) {
      awaitFailures(attempts);
      clock.move(Duration.ofSeconds(1));
    }
    Awaitility.await("a dead letter")
        .atMost(LIMIT)
        .until(() -> !fixture.texts(NotifierFixture.OWN.deadLetters()).isEmpty());

    assertThat(fixture.idsAt("/a")).hasSize(5).containsOnly(fixture.idsAt("/a").get(0));
    assertThat(fixture.texts(NotifierFixture.OWN.deadLetters()))
        .singleElement()
        .asString()
        .contains("HTTP 500", "\"one\"");
    assertThat(fixture.texts(NotifierFixture.OWN.retries())).last().asString().endsWith("gone");
  }

  @Test
  void what_waits_for_another_attempt_is_dropped_when_the_alert_ends_meanwhile() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    fixture
        .sink()
        .behave(
            (request, exchange) ->
                (calls.incrementAndGet() == 1
                        ? HttpSink.status(429, "Retry-After", "3")
                        : HttpSink.status(200))
                    .answer(request, exchange));
    fixture.start(fixture.routing("A"), clock);
    raiseAndAwait("one", "acme");
    passGroupTimes();
    awaitFailures(1);
    fixture.send("one", "acme", AlertState.RESOLVED, Instant.now());
    awaitTaken("one", AlertState.RESOLVED);
    clock.move(Duration.ofSeconds(1));
    awaitNothingToRetry();
    assertThat(fixture.sink().requests("/a")).as("left alone").hasSize(1);
    clock.move(Duration.ofSeconds(2));
    fixture.awaitInLog("delivered/", 1);

    assertToldInTurn("RAISED", "RESOLVED");
  }

  /** A trigger that comes after its end would open an incident nobody closes. */
  @Test
  void an_attempt_under_way_that_fails_after_the_end_was_planned_is_not_made_again()
      throws Exception {
    CountDownLatch planned = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    fixture
        .sink()
        .behave(
            (request, exchange) -> {
              boolean begin = calls.incrementAndGet() == 1;
              if (begin) {
                planned.await();
              }
              HttpSink.status(begin ? 500 : 200).answer(request, exchange);
            });
    fixture.startPatient(fixture.routing("A"), clock);
    try {
      raiseAndAwait("one", "acme");
      passGroupTimes();
      fixture.awaitRequests("/a", 1);
      fixture.send("one", "acme", AlertState.RESOLVED, Instant.now());
      awaitTaken("one", AlertState.RESOLVED);
      passGroupTimes();
      fixture.awaitInLog("delivery/", 2);
    } finally {
      planned.countDown();
    }
    awaitFailures(1);
    awaitNothingToRetry();
    clock.move(Duration.ofSeconds(1));
    fixture.awaitInLog("delivered/", 1);

    assertToldInTurn("RAISED", "RESOLVED");
  }

  /** Earlier versions counted for each channel, and a channel may become the CSM's own. */
  @Test
  void what_was_counted_for_a_channel_of_the_csm_is_written_anew_for_the_csm() throws Exception {
    Path routing =
        Files.writeString(
            fixture.directory().resolve("own.yml"),
            """
            version: 1
            smtp: {host: mail, from: h@example.com}
            people: [{id: kim, email: kim@example.com}]
            receivers:
              - name: all
                slack_configs: [{url_env: A, allow_private: true, to_owner: true}]
                email_configs: [{to: [kim@example.com]}, {to: [boss@example.com]}]
            route: {receiver: all, group_wait: 30s}
            """);
    String log = NotifierFixture.OWN.log().name();
    Instant slack = clock.instant().minusSeconds(20);
    Instant mail = clock.instant().minusSeconds(10);
    for (Map.Entry<String, Instant> told :
        Map.of("all/slack/1", slack, "all/email/1", mail, "all/email/2", mail).entrySet()) {
      String channel = told.getKey();
      String use =
          "{\"version\":1,\"target\":\"%s\",\"csm\":\"kim\",\"overflowing\":false,\"times\":[\"%s\"]}"
              .formatted(channel, told.getValue());
      fixture
          .client()
          .send(
              log,
              ("rate/" + channel + "/kim").getBytes(StandardCharsets.UTF_8),
              use.getBytes(StandardCharsets.UTF_8));
    }
    NotifierFixture.Running first = fixture.start(routing, clock);
    fixture.awaitInLog("rate/kim ", 1);
    first.end();

    assertThat(fixture.texts(NotifierFixture.OWN.log()))
        .contains("rate/all/slack/1/kim gone", "rate/all/email/1/kim gone")
        .doesNotContain("rate/all/email/2/kim gone")
        .filteredOn(text -> text.startsWith("rate/kim "))
        .singleElement()
        .asString()
        .contains("[\"" + slack + "\",\"" + mail + "\"]");

    fixture.start(routing, clock);
    raiseAndAwait("one", "acme");
    assertThat(fixture.texts(NotifierFixture.OWN.log()))
        .as("once is enough")
        .filteredOn(text -> text.startsWith("rate/"))
        .hasSize(6);
  }

  @Test
  void killed_after_the_200_and_before_the_commit_it_repeats_once_under_the_same_id()
      throws Exception {
    fixture
        .sink()
        .behave(
            (request, exchange) -> {
              // What it would write down next, it does not.
              clock.kill(NotifierFixture.THREAD);
              HttpSink.status(200).answer(request, exchange);
            });
    NotifierFixture.Running victim = fixture.start(fixture.routing("A"), clock);
    raiseAndAwait("one", "acme");
    passGroupTimes();
    victim.thread().join(LIMIT.toMillis());
    assertThat(victim.thread().isAlive()).as("it goes on").isFalse();
    assertThat(fixture.texts(NotifierFixture.OWN.log()))
        .noneMatch(text -> text.startsWith("delivered/"));
    clock.kill(null);
    fixture.sink().behave(HttpSink.status(200));

    fixture.start(fixture.routing("A"), clock);
    fixture.awaitInLog("delivered/", 1);
    raiseAndAwait("two", "other");
    passGroupTimes();
    fixture.awaitInLog("delivered/", 2);

    List<String> ids =
        fixture.sink().requests("/a").stream()
            .map(request -> request.header("webhook-id"))
            .toList();
    assertThat(ids).hasSize(3);
    assertThat(ids.get(1)).isEqualTo(ids.get(0));
    assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
    assertThat(told().get(1)).isEqualTo(told().get(0));
  }

  @Test
  void mail_goes_out_at_once_and_as_a_digest_at_its_time_of_day() throws Exception {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    Instant inTenMinutes = clock.instant().plus(Duration.ofMinutes(30));
    Path routing =
        Files.writeString(
            fixture.directory().resolve("mail.yml"),
            """
            version: 1
            smtp: {host: 127.0.0.1, port: %d, from: h@example.com, encryption: none}
            people: [{id: kim, name: Kim, email: kim@example.com}]
            receivers:
              - name: all
                email_configs:
                  - {to_owner: true, otherwise: all@example.com, pause: 1ms}
                  - {to: [boss@example.com], digest_at: "%s", pause: 1ms}
            route: {receiver: all, group_wait: 100ms, group_interval: 100ms}
            """
                .formatted(
                    mail.getSmtp().getPort(),
                    LocalTime.ofInstant(inTenMinutes, ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.MINUTES)));
    fixture.start(routing, clock);
    raiseAndAwait("one", "acme");
    raiseAndAwait("two", "other");
    passGroupTimes();
    fixture.awaitInLog("delivered/", 2);
    assertThat(mailsTo("kim@example.com"))
        .extracting(MimeMessage::getSubject)
        .containsExactlyInAnyOrder("Warning: acme", "Warning: other");
    assertThat(mailsTo("boss@example.com")).isEmpty();

    clock.move(Duration.ofMinutes(30));
    fixture.awaitInLog("delivered/", 3);

    assertThat(mailsTo("kim@example.com")).as("told once").hasSize(2);
    assertThat(mailsTo("boss@example.com"))
        .singleElement()
        .satisfies(
            digest -> {
              assertThat(digest.getSubject()).isEqualTo("Digest: 2 alerts");
              assertThat(digest.getMessageID()).matches("<msg_[0-9a-f]{32}@example.com>");
              MimeMultipart parts = (MimeMultipart) digest.getContent();
              assertThat(parts.getBodyPart(0).getContent().toString())
                  .contains("Digest: 2 alerts", "Warning: acme", "Warning: other");
              assertThat(parts.getBodyPart(1).getContent().toString())
                  .contains("<h2>Digest: 2 alerts</h2>", "Warning: other");
            });
  }

  private List<MimeMessage> mailsTo(String recipient) throws MessagingException {
    List<MimeMessage> mails = new ArrayList<>();
    for (MimeMessage each : mail.getReceivedMessages()) {
      if (each.getAllRecipients()[0].toString().equals(recipient)) {
        mails.add(each);
      }
    }
    return mails;
  }
}
