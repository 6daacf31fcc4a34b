package dev.customerhealth.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.avro.AlertState;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.notify.channel.HttpSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What others, or a newer notifier, wrote into the topics that are the notifier's own. */
class ForeignRecordsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String COUNT = "customer_health_notify_log_unreadable_total ";
  private static final String NEWER = "{\"version\":2,\"what\":\"nobody knows yet\"}";
  @RegisterExtension static final NotifierFixture fixture = new NotifierFixture();

  private static RecordMetadata write(Topic<?> topic, String key, String value) {
    return fixture
        .client()
        .send(
            topic.name(),
            key.getBytes(StandardCharsets.UTF_8),
            value.getBytes(StandardCharsets.UTF_8));
  }

  private static void awaitCount(NotifierFixture.Running running, int count) {
    Awaitility.await(count + " passed over")
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(running.meters().scrape().lines()).contains(COUNT + count + ".0"));
  }

  private static void awaitEnd(NotifierFixture.Running running) {
    Awaitility.await("the notifier to stop")
        .dontCatchUncaughtExceptions()
        .atMost(LIMIT)
        .until(() -> !running.thread().isAlive() && !running.status().alive());
  }

  @Test
  void what_nobody_can_read_is_passed_over_and_counted_and_what_was_told_is_not_forgotten()
      throws Exception {
    Instant at = Instant.now();
    NotifierFixture.Running first = fixture.start(fixture.routing("A"));
    fixture.send("one", "acme", AlertState.RAISED, at);
    fixture.awaitDelivered(1);
    first.end();
    write(NotifierFixture.OWN.log(), "alert/one", "no JSON");
    write(NotifierFixture.OWN.log(), "somebody-else", "{\"version\":1}");
    write(NotifierFixture.OWN.log(), "rate/kim", "[1,2]");
    write(NotifierFixture.OWN.retries(), "msg_1", "{\"version\":1,\"not_before\":\"soon\"}");
    write(NotifierFixture.OWN.retries(), "redrive/msg_2", "");

    NotifierFixture.Running second = fixture.start(fixture.routing("A"));
    fixture.send("one", "acme", "kim", AlertState.RESOLVED, at, at.plusSeconds(1));
    fixture.awaitDelivered(2);

    awaitCount(second, 5);
    assertThat(fixture.sink().requests("/a"))
        .extracting(HttpSink.Request::body)
        .as("the beginning and the end of what was told before")
        .satisfiesExactly(
            body -> assertThat(body).contains("RAISED"),
            body -> assertThat(body).contains("RESOLVED"));
    write(NotifierFixture.OWN.retries(), "redrive/msg_3", "{\"version\":\"2\"}");
    awaitCount(second, 6);
    fixture.raise("two", "other");
    fixture.awaitDelivered(3);
    assertThat(second.status().alive()).isTrue();
  }

  @Test
  void what_a_newer_notifier_wrote_stops_it_before_anything_is_told() throws Exception {
    long offset = write(NotifierFixture.OWN.log(), "later/one", NEWER).offset();
    fixture.raise("one", "acme");

    NotifierFixture.Running running = fixture.start(fixture.routing("A"));
    awaitEnd(running);

    assertThat(running.status().phase())
        .contains("a newer notifier", "version 2", "notification-log", "offset " + offset);
    assertThat(fixture.sink().requests()).isEmpty();
  }

  @Test
  void a_request_of_a_newer_version_stops_a_notifier_at_work() throws Exception {
    NotifierFixture.Running running = fixture.start(fixture.routing("A"));
    fixture.raise("one", "acme");
    fixture.awaitDelivered(1);

    write(NotifierFixture.OWN.retries(), "redrive/msg_1", NEWER);
    awaitEnd(running);

    assertThat(running.status().phase()).contains("a newer notifier", "notification-retries");
  }

  @Test
  void dead_letters_are_listed_without_what_nobody_can_read_which_is_named() throws Exception {
    fixture.sink().behave(HttpSink.status(400));
    fixture.start(fixture.routing("A"));
    fixture.raise("one", "acme");
    Awaitility.await("a dead letter")
        .atMost(LIMIT)
        .until(() -> !fixture.texts(NotifierFixture.OWN.deadLetters()).isEmpty());
    long letter = write(NotifierFixture.OWN.deadLetters(), "msg_1", "no JSON").offset();
    long log = write(NotifierFixture.OWN.log(), "alert/two", "no JSON").offset();

    List<String> passedOver = new ArrayList<>();
    DeadLetters letters =
        new DeadLetters(
            fixture.clientSettings(),
            NotifierFixture.OWN,
            (record, why) ->
                passedOver.add(record.topic() + " " + record.offset() + " " + why.getMessage()));

    assertThat(letters.all())
        .singleElement()
        .satisfies(each -> assertThat(each.state()).isEqualTo(DeadLetters.State.DEAD));
    assertThat(passedOver)
        .containsExactlyInAnyOrder(
            "notification-dead-letters " + letter + " no JSON",
            "notification-log " + log + " no JSON");
    write(NotifierFixture.OWN.deadLetters(), "msg_2", NEWER);
    assertThatThrownBy(letters::all)
        .isInstanceOf(NewerLogException.class)
        .hasMessageContaining("notification-dead-letters");
  }
}
