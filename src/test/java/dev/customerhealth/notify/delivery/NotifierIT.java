package dev.customerhealth.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.CustomerHealth;
import dev.customerhealth.avro.AlertState;
import dev.customerhealth.notify.channel.HttpSink;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.testing.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The notifier against a real broker and a receiver that behaves badly. */
class NotifierIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  @RegisterExtension static final NotifierFixture fixture = new NotifierFixture();

  @Test
  void a_receiver_that_asks_for_patience_gets_it_and_then_the_same_id() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    AtomicReference<Instant> asked = new AtomicReference<>();
    AtomicReference<Instant> again = new AtomicReference<>();
    fixture
        .sink()
        .behave(
            (request, exchange) -> {
              switch (calls.incrementAndGet()) {
                case 1 -> {
                  asked.set(Instant.now());
                  HttpSink.status(429, "Retry-After", "2").answer(request, exchange);
                }
                case 2 -> {
                  again.set(Instant.now());
                  HttpSink.status(500).answer(request, exchange);
                }
                case 3 -> exchange.close();
                default -> HttpSink.status(200).answer(request, exchange);
              }
            });
    fixture.start(fixture.routing("A"));
    fixture.raise("one", "acme");
    fixture.awaitDelivered(1);

    assertThat(fixture.idsAt("/a")).hasSize(4).containsOnly(fixture.idsAt("/a").get(0));
    assertThat(Duration.between(asked.get(), again.get()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    List<String> retries = fixture.texts(NotifierFixture.OWN.retries());
    assertThat(retries).anyMatch(text -> text.contains("HTTP 429"));
    assertThat(retries.get(retries.size() - 1)).endsWith("gone");
  }

  @Test
  void alerts_of_history_that_is_loaded_are_not_told() throws Exception {
    fixture.start(fixture.routing("A"));
    fixture.send("old", "acme", AlertState.RAISED, Instant.now().minus(Duration.ofDays(30)));
    Awaitility.await("the old alert to be taken in")
        .atMost(LIMIT)
        .until(
            () ->
                fixture.texts(NotifierFixture.OWN.log()).stream()
                    .anyMatch(text -> text.startsWith("alert/old ")));
    fixture.raise("new", "other");
    fixture.awaitDelivered(1);

    assertThat(fixture.sink().requests("/a"))
        .singleElement()
        .extracting(HttpSink.Request::body)
        .asString()
        .contains("\"new\"")
        .doesNotContain("\"old\"");
  }

  @Test
  void a_dry_run_says_what_would_be_told_and_tells_nobody() throws Exception {
    fixture.raise("one", "acme");
    fixture.raise("two", "other");
    fixture.send("old", "third", AlertState.RAISED, Instant.now().minus(Duration.ofDays(30)));
    fixture
        .client()
        .send(NotifierFixture.TOPICS.healthAlerts().name(), new byte[] {1}, new byte[] {7});
    List<Notification> told = new ArrayList<>();

    DryRun.Summary summary =
        fixture
            .dryRun(fixture.routing("A", "B"))
            .play(
                Instant.now().minus(Duration.ofHours(1)),
                Instant.now().plus(Duration.ofMinutes(1)),
                told::add);

    assertThat(summary).isEqualTo(new DryRun.Summary(3, 1, 1, 0));
    assertThat(told)
        .extracting(each -> each.told().get(0).notice().alertId())
        .containsExactlyInAnyOrder("one", "one", "two", "two");
    assertThat(fixture.sink().requests()).isEmpty();
    assertThat(fixture.texts(NotifierFixture.OWN.log())).isEmpty();
  }

  @Test
  void what_is_refused_goes_to_the_dead_letters_with_the_reason_and_without_the_address()
      throws Exception {
    fixture.sink().behave(HttpSink.status(400));
    fixture.start(fixture.routing("A"));
    fixture.raise("one", "acme");

    Awaitility.await("a dead letter")
        .atMost(LIMIT)
        .until(() -> !fixture.texts(NotifierFixture.OWN.deadLetters()).isEmpty());
    assertThat(fixture.texts(NotifierFixture.OWN.deadLetters()))
        .singleElement()
        .asString()
        .contains("HTTP 400", "\"one\"")
        .doesNotContain("127.0.0.1", "whsec_");
    assertThat(fixture.idsAt("/a")).hasSize(1);
  }

  @Test
  void an_alert_that_cannot_be_read_is_told_in_the_dead_letters_and_holds_nothing()
      throws Exception {
    String topic = NotifierFixture.TOPICS.healthAlerts().name();
    byte[] key = "acme".getBytes(StandardCharsets.UTF_8);
    fixture.client().send(topic, key, new byte[] {7, 7, 7});
    fixture.start(fixture.routing("A"));
    fixture.raise("one", "acme");
    fixture.awaitRequests("/a", 1);

    assertThat(fixture.texts(NotifierFixture.OWN.deadLetters()))
        .singleElement()
        .asString()
        .contains("cannot be decoded", topic);
  }

  @Test
  void a_restart_tells_nothing_again_and_remembers_what_it_told() throws Exception {
    Path routing = fixture.routing("A");
    NotifierFixture.Running first = fixture.start(routing);
    fixture.raise("one", "acme");
    fixture.awaitDelivered(1);
    first.end();
    fixture.start(routing);
    fixture.send("one", "acme", AlertState.RESOLVED, Instant.now());
    fixture.awaitDelivered(2);

    assertThat(fixture.sink().requests("/a"))
        .extracting(HttpSink.Request::body)
        .satisfiesExactly(
            raised -> assertThat(raised).contains("RAISED"),
            resolved -> assertThat(resolved).contains("RESOLVED"));
  }

  @Test
  void of_two_one_is_at_work_and_the_other_takes_over() throws Exception {
    Path routing = fixture.routing("A");
    NotifierFixture.Running first = fixture.start(routing);
    fixture.raise("one", "acme");
    fixture.awaitDelivered(1);
    fixture.start(routing);
    Awaitility.await("the second to stand by, with no partition")
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(fixture.shares()).containsExactly(0, 2));
    fixture.raise("two", "other");
    fixture.awaitDelivered(2);
    first.end();
    fixture.raise("three", "third");
    fixture.awaitDelivered(3);

    assertThat(fixture.idsAt("/a")).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void killed_between_the_post_and_the_commit_it_repeats_once_under_the_same_id() throws Exception {
    Path config = fixture.config(fixture.routing("A"));
    AtomicReference<Process> victim = new AtomicReference<>();
    AtomicInteger calls = new AtomicInteger();
    fixture
        .sink()
        .behave(
            (request, exchange) -> {
              if (calls.incrementAndGet() == 1) {
                victim.get().destroyForcibly().waitFor();
              }
              HttpSink.status(200).answer(request, exchange);
            });
    victim.set(process(config));
    fixture.raise("one", "acme");
    fixture.awaitRequests("/a", 1);
    assertThat(victim.get().waitFor(60, TimeUnit.SECONDS)).isTrue();
    fixture.forgetMembers();

    Process next = process(config);
    try {
      fixture.awaitDelivered(1);
      fixture.raise("two", "other");
      fixture.awaitDelivered(2);
    } finally {
      next.destroy();
      assertThat(next.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    List<String> ids = fixture.idsAt("/a");
    assertThat(ids).hasSize(3);
    assertThat(ids.get(1)).isEqualTo(ids.get(0));
    assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
  }

  private static Process process(Path config) throws Exception {
    return new ChildJvm(CustomerHealth.class)
        .jvmFlags(List.of("-Xmx256m"))
        .environment(fixture.environment())
        .arguments("notify", "--config", config.toString())
        .errorsTo(fixture.directory().resolve("child.log"))
        .start();
  }
}
