package dev.customerhealth.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AlertState;
import dev.customerhealth.notify.channel.HttpSink;
import dev.customerhealth.wire.ContractSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of notifications while something around the notifier is down. */
class NotifierOutageIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  @RegisterExtension static final NotifierFixture fixture = new NotifierFixture();

  private static List<String> alertsTold() {
    return fixture.sink().requests("/a").stream()
        .map(HttpSink.Request::body)
        .map(body -> body.replaceFirst("(?s).*\"alert_id\":\"(\\w+)\".*", "$1"))
        .toList();
  }

  @Test
  void after_an_outage_of_the_broker_the_rest_is_told_and_nothing_twice() throws Exception {
    fixture.start(fixture.routing("A"));
    fixture.raise("one", "acme");
    fixture.awaitDelivered(1);

    fixture.stopBroker();
    fixture.startBroker();
    fixture.raise("two", "other");
    fixture.awaitDelivered(2);

    assertThat(alertsTold()).containsExactly("one", "two");
  }

  @Test
  void without_the_registry_alerts_wait_and_none_becomes_a_dead_letter() throws Exception {
    fixture.stopRegistry();
    fixture.raise("one", "acme");
    try (ContractSerdes impatient = fixture.impatientSerdes()) {
      NotifierFixture.Running running = fixture.start(fixture.routing("A"), impatient);
      Awaitility.await("the notifier to say that it waits")
          .atMost(LIMIT)
          .until(() -> running.status().phase().startsWith("begins anew"));
      assertThat(running.status().ready()).isFalse();
      assertThat(running.status().alive()).isTrue();
      assertThat(fixture.sink().requests()).isEmpty();

      fixture.startRegistry();
      fixture.awaitDelivered(1);
      running.end();
    }

    assertThat(alertsTold()).containsExactly("one");
    assertThat(fixture.texts(NotifierFixture.OWN.deadLetters())).isEmpty();
  }

  @Test
  void what_ends_while_no_notifier_runs_is_told_only_where_its_beginning_was() throws Exception {
    Path routing = fixture.routing("A");
    NotifierFixture.Running first = fixture.start(routing);
    fixture.raise("one", "acme");
    fixture.awaitDelivered(1);
    first.end();
    fixture.send("one", "acme", AlertState.RESOLVED, Instant.now());
    fixture.raise("two", "other");
    fixture.send("two", "other", AlertState.RESOLVED, Instant.now());
    fixture.raise("three", "third");
    fixture.start(routing);
    fixture.awaitDelivered(3);

    assertThat(alertsTold()).containsExactlyInAnyOrder("one", "one", "three");
  }

  @Test
  void what_was_on_its_way_to_a_channel_that_is_gone_becomes_a_dead_letter() throws Exception {
    fixture.sink().behave(HttpSink.status(503, "Retry-After", "3600"));
    NotifierFixture.Running first = fixture.start(fixture.routing("B", "A"));
    fixture.raise("one", "acme");
    Awaitility.await("both to wait for another attempt")
        .atMost(LIMIT)
        .until(() -> fixture.texts(NotifierFixture.OWN.retries()).size() >= 2);
    first.end();
    fixture.start(fixture.routing("A"));

    Awaitility.await("a dead letter")
        .atMost(LIMIT)
        .until(() -> !fixture.texts(NotifierFixture.OWN.deadLetters()).isEmpty());
    assertThat(fixture.texts(NotifierFixture.OWN.deadLetters()))
        .singleElement()
        .asString()
        .contains("all/webhook/2", "the routing file has no such channel any more");
  }

  @Test
  void a_channel_that_asks_for_patience_is_left_alone_also_by_what_was_about_to_go()
      throws Exception {
    List<Instant> times = new CopyOnWriteArrayList<>();
    fixture
        .sink()
        .behave(
            (request, exchange) -> {
              times.add(Instant.now());
              int status = times.size() == 1 ? 429 : 200;
              HttpSink.status(status, "Retry-After", "3").answer(request, exchange);
            });
    fixture.raise("one", "acme");
    fixture.raise("two", "other");
    fixture.raise("three", "third");
    fixture.start(fixture.routing("A"));
    fixture.awaitDelivered(3);

    assertThat(times).hasSize(4);
    assertThat(Duration.between(times.get(0), times.get(1)))
        .isGreaterThanOrEqualTo(Duration.ofMillis(2900));
  }
}
